import { AwsError } from '../aws-error';
import type { Actions } from './action';
import type { AwsRequest } from './request';
import { callOf, readBody, runAction, unknownOperation, type Service } from './service';
import type { InvalidInputCode } from './validate';

/** What differs between the services that speak AWS's JSON protocol. */
export interface JsonProtocol<Store> {
  readonly version: '1.0' | '1.1';
  /** Left of the dot in the `X-Amz-Target` header. */
  readonly target: string;
  readonly actions: Actions<Store>;
  readonly invalidInput?: InvalidInputCode;
}

/** @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html */
export function jsonService<Store>(protocol: JsonProtocol<Store>): Service<Store> {
  const { version, target, actions, invalidInput = 'ValidationException' } = protocol;
  const headers = { 'content-type': `application/x-amz-json-${version}` };
  const operationOf = (request: AwsRequest): string =>
    String(request.headers['x-amz-target'] ?? '').replace(`${target}.`, '');

  return {
    actions,
    invalidInput,
    operationOf: async (request) => operationOf(request),
    handle: async (request, store) => {
      const operation = operationOf(request);
      if (!Object.hasOwn(actions, operation)) throw unknownOperation(target, operation, Object.keys(actions));
      const input = parseJson(await readBody(request));
      const output = await runAction(actions[operation], input, store, callOf(request), invalidInput);
      return { status: 200, headers, body: output === undefined ? '' : JSON.stringify(output) };
    },
    renderError: ({ code, message, status }) => ({
      status,
      headers,
      body: JSON.stringify({ __type: code, message }),
    }),
  };
}

/** @throws AwsError `SerializationException` */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new AwsError('SerializationException', `The body is not JSON: ${(cause as Error).message}`);
  }
}
