import { gunzipSync } from 'node:zlib';
import { AwsError } from '../aws-error';
import { isRecord, parseBoundedJson } from '../bounded-json';
import type { Actions } from './action';
import { USUAL_MESSAGE_KEY, type MessageKeyOf } from './message-key';
import type { AwsRequest } from './request';
import { callOf, readBody, runAction, unknownOperation, unresolved, type NamingService } from './service';
import type { InvalidInputCode } from './validate';
import { withoutNulls } from './without-nulls';

/** What differs between services of AWS's JSON protocol. */
export interface JsonProtocol<Store> {
  readonly version: '1.0' | '1.1';
  /** Part of the `X-Amz-Target` header before the dot. */
  readonly target: string;
  readonly actions: Actions<Store>;
  readonly invalidInput?: InvalidInputCode;
  /** @default `message` for every error */
  readonly messageKey?: MessageKeyOf;
  /** Maximum body length by operation name. @default 1 MiB */
  readonly maxBodyBytes?: Readonly<Record<string, number>>;
}

/** @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html */
export function jsonService<Store>(protocol: JsonProtocol<Store>): NamingService<Store> {
  const {
    version,
    target,
    actions,
    invalidInput = 'ValidationException',
    messageKey = USUAL_MESSAGE_KEY,
    maxBodyBytes,
  } = protocol;
  const headers = { 'content-type': `application/x-amz-json-${version}` };
  const operations = { actions, refusals: REFUSALS, invalidInput };
  return {
    ...operations,
    resolve: ({ method, headers: { 'x-amz-target': header = '' } }) => {
      const operation = String(header).replace(`${target}.`, '');
      if (method !== 'POST') {
        const problem = `${operation || target} accepts only POST`;
        return unresolved(operation, new AwsError('UnknownOperationException', problem));
      }
      if (!Object.hasOwn(actions, operation))
        return unresolved(operation, unknownOperation(target, operation, Object.keys(actions)));
      return {
        operation,
        handle: async (request, store) => {
          const body = await bodyOf(request, operation, maxBodyBytes?.[operation]);
          const input = withoutNulls(parseJson(body), actions[operation].input);
          const output = await runAction(operations, operation, input, store, callOf(request));
          return { status: 200, headers, body: output === undefined ? '' : JSON.stringify(output) };
        },
      };
    },
    renderError: ({ code, message, status }) => ({
      status,
      headers,
      body: JSON.stringify({ __type: code, [messageKey(code)]: message }),
    }),
  };
}

const REFUSALS = {
  accessDenied: ['AccessDeniedException', 400],
  expiredToken: ['ExpiredTokenException', 400],
  invalidToken: ['UnrecognizedClientException', 400],
} as const;

/** 1 MiB of compressed metrics unpacks to about half of this at most. */
const MAX_UNPACKED_BYTES = 8 * 1024 * 1024;

/** The body, decompressed if needed: the SDK compresses large PutMetricData. */
async function bodyOf(request: AwsRequest, operation: string, maxBytes?: number): Promise<Buffer> {
  const body = await readBody(request, operation, maxBytes);
  if (request.headers['content-encoding'] !== 'gzip') return body;
  try {
    return gunzipSync(body, { maxOutputLength: MAX_UNPACKED_BYTES });
  } catch (cause) {
    throw new AwsError('SerializationException', `The body cannot be unpacked: ${(cause as Error).message}`);
  }
}

/** Parses a body as a structure; an empty body is an empty one. @throws AwsError `SerializationException` */
export function parseJson(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {};
  const value = parse(body.toString('utf8'));
  if (!isRecord(value))
    throw new AwsError('SerializationException', 'The body is JSON, but not a structure: {"Member": value}');
  return value;
}

function parse(text: string): unknown {
  try {
    return parseBoundedJson(text);
  } catch (cause) {
    throw new AwsError(
      'SerializationException',
      `The body cannot be read as JSON: ${(cause as Error).message}`,
    );
  }
}
