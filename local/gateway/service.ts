import { buffer } from 'node:stream/consumers';
import { AwsError } from '../aws-error';
import type { Actions, AnyAction, Call, Output } from './action';
import type { AwsRequest, AwsResponse } from './request';
import { validate, type InvalidInputCode } from './validate';

/** One API of the embedded AWS, whatever its protocol. */
export interface Service<Store> {
  /** The operations, for callers inside this process. */
  readonly actions: Actions<Store>;
  /** The code of the error for an input that breaks a constraint. */
  readonly invalidInput: InvalidInputCode;
  /** Name of the operation that a request asks for, for the request log and for faults. */
  operationOf(request: AwsRequest): Promise<string>;
  handle(request: AwsRequest, store: Store): Promise<AwsResponse>;
  /** The document that tells a client of an error. */
  renderError(error: AwsError, request: AwsRequest): AwsResponse;
}

const MAX_BODY_BYTES = 16 * 1024 * 1024;
const bodies = new WeakMap<AwsRequest, Promise<Buffer>>();

/** The whole body of a request; it may be asked for more than once. */
export function readBody(request: AwsRequest): Promise<Buffer> {
  let body = bodies.get(request);
  if (!body) {
    if (Number(request.headers['content-length']) > MAX_BODY_BYTES)
      throw new AwsError('RequestEntityTooLargeException', `The body exceeds ${MAX_BODY_BYTES} bytes`, 413);
    body = buffer(request.body);
    bodies.set(request, body);
  }
  return body;
}

/** Validates and runs an action. */
export async function runAction<Store>(
  action: AnyAction<Store>,
  input: unknown,
  store: Store,
  call: Call,
  code: InvalidInputCode,
): Promise<Output> {
  validate(input, action.input, code);
  return action.run(input as never, store, call);
}

/** What an action may know of the request behind it. */
export const callOf = (request: AwsRequest): Call => ({
  requestId: request.id,
  caller: request.caller,
  region: request.region,
  userAgent: request.headers['user-agent'] ?? '',
  trailers: request.trailers,
  note: (text) => void request.notes.push(text),
});

/** The error for an operation that a service has and the embedded AWS has not. */
export function unknownOperation(service: string, operation: string, known: readonly string[]): AwsError {
  return new AwsError(
    'UnknownOperationException',
    `The embedded AWS has no operation ${operation} of ${service}. It has: ${[...known].sort().join(', ')}.`,
  );
}
