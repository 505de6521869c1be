import type { RefusalErrors } from '../authorization/refusal';
import { AwsError } from '../aws-error';
import type { Actions, Call, Output } from './action';
import type { ReachedBy } from './reached-by';
import { readWhole } from './read-whole';
import type { AwsRequest, AwsResponse } from './request';
import { validate, type InvalidInputCode } from './validate';

/** One API of the embedded AWS, independent of its protocol. */
export interface Service<Store> {
  /** Operations, for in-process callers. */
  readonly actions: Actions<Store>;
  /** Errors for refused callers. */
  readonly refusals: RefusalErrors;
  /** Error code for invalid input. */
  readonly invalidInput: InvalidInputCode;
  /** Finds the requested operation; for forms it reads the body. */
  resolve(request: AwsRequest): Resolved<Store> | Promise<Resolved<Store>>;
  /** How requests reach it. @default its name, as the signing name */
  readonly reachedBy?: ReachedBy;
  /** Renders an error in the service's protocol. */
  renderError(error: AwsError, request: AwsRequest): AwsResponse;
}

/** An API whose operation is known before the body is read. */
export interface NamingService<Store> extends Service<Store> {
  resolve(request: AwsRequest): Resolved<Store>;
}

/** A resolved operation. */
export interface Resolved<Store> {
  /**
   * Operation name, for the request log and faults; for an unknown operation, its identification in the
   * request.
   */
  readonly operation: string;
  /** @throws AwsError, also for an unknown operation */
  readonly handle: (request: AwsRequest, store: Store) => Promise<AwsResponse>;
}

/** A request for an operation that cannot be served. */
export const unresolved = (operation: string, error: Error): Resolved<unknown> => ({
  operation,
  handle: () => Promise.reject(error),
});

/** An API without its protocol. */
export type OperationsOf<Store> = Pick<Service<Store>, 'actions' | 'refusals' | 'invalidInput'>;

/** Default request limit, as published for Step Functions and CloudWatch. */
const MAX_BODY_BYTES = 1024 * 1024;

/** The whole request body; may be called repeatedly. The first call sets the limit. */
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

/** Call context from a request. */
export const callOf = (request: AwsRequest): Call => ({
  requestId: request.id,
  caller: request.caller,
  region: request.region,
  userAgent: request.headers['user-agent'] ?? '',
  trailers: request.trailers,
  refusal: (needs) => request.refusal(needs),
  note: (text) => void request.notes.push(text),
});

/** Error for an operation that AWS has and the embedded AWS does not. */
export function unknownOperation(service: string, operation: string, known: readonly string[]): AwsError {
  return new AwsError(
    'UnknownOperationException',
    `The embedded AWS has no operation ${operation} of ${service}. Supported: ${[...known].sort().join(', ')}.`,
  );
}
