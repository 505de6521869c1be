import type { RefusalErrors } from '../authorization/refusal';
import { AwsError } from '../aws-error';
import type { Actions, Call, Output } from './action';
import { readWhole } from './read-whole';
import type { AwsRequest, AwsResponse } from './request';
import { validate, type InvalidInputCode } from './validate';

/** One API of the embedded AWS, whatever its protocol. */
export interface Service<Store> {
  /** The operations, for callers inside this process. */
  readonly actions: Actions<Store>;
  /** The errors for a caller that may not. */
  readonly refusals: RefusalErrors;
  /** The code of the error for an input that breaks a constraint. */
  readonly invalidInput: InvalidInputCode;
  /** Finds the operation that a request asks for; a form says it in its body. */
  resolve(request: AwsRequest): Resolved<Store> | Promise<Resolved<Store>>;
  /** The document that tells a client of an error. */
  renderError(error: AwsError, request: AwsRequest): AwsResponse;
}

/** An API whose requests say before their body what they ask for. */
export interface NamingService<Store> extends Service<Store> {
  resolve(request: AwsRequest): Resolved<Store>;
}

/** What a request asks for. */
export interface Resolved<Store> {
  /** Name of the operation, for the request log and for faults; of one that does not exist, what names it. */
  readonly operation: string;
  /** @throws AwsError also where the operation does not exist */
  readonly handle: (request: AwsRequest, store: Store) => Promise<AwsResponse>;
}

/** What a request asks for in vain. */
export const unresolved = (operation: string, error: Error): Resolved<unknown> => ({
  operation,
  handle: () => Promise.reject(error),
});

/** What an API is without its protocol. */
export type OperationsOf<Store> = Pick<Service<Store>, 'actions' | 'refusals' | 'invalidInput'>;

/** Of a request, unless its operation says more: what Step Functions and CloudWatch publish as their limit. */
const MAX_BODY_BYTES = 1024 * 1024;

/** The whole body of a request; it may be asked for more than once. The first to ask says how long it may be. */
export function readBody(
  request: AwsRequest,
  operation?: string,
  maxBytes = MAX_BODY_BYTES,
): Promise<Buffer> {
  return (request.whole ??= readWhole(request.body, maxBytes, () => {
    const what = operation === undefined ? '' : ` for the ${operation} operation`;
    const problem = `Request must be smaller than ${maxBytes} bytes${what}`;
    return new AwsError('RequestEntityTooLargeException', problem, 413);
  }));
}

/** Validates, authorizes and runs an operation. */
export function runAction<Store>(
  { actions, refusals, invalidInput }: OperationsOf<Store>,
  operation: string,
  input: unknown,
  store: Store,
  call: Call,
): Output | Promise<Output> {
  const action = actions[operation];
  validate(input, action.input, invalidInput);
  const refusal = call.refusal(action.permissions(input as never, store));
  if (refusal) {
    const [code, status] = refusals[refusal.kind];
    throw new AwsError(code, refusal.message, status);
  }
  return action.run(input as never, store, call);
}

/** What an action may know of the request behind it. */
export const callOf = (request: AwsRequest): Call => ({
  requestId: request.id,
  caller: request.caller,
  region: request.region,
  userAgent: request.headers['user-agent'] ?? '',
  trailers: request.trailers,
  refusal: (needs) => request.refusal(needs),
  note: (text) => void request.notes.push(text),
});

/** The error for an operation that a service has and the embedded AWS has not. */
export function unknownOperation(service: string, operation: string, known: readonly string[]): AwsError {
  return new AwsError(
    'UnknownOperationException',
    `The embedded AWS has no operation ${operation} of ${service}. It has: ${[...known].sort().join(', ')}.`,
  );
}
