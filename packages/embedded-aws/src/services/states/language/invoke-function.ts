import { MAX_DOCUMENT_LEVELS, parseBoundedJson } from '../../../bounded-json';
import { isObject, type Json } from './json';
import type { Run } from './run';
import { calling } from './sdk-task';
import { StateError } from './state-error';

/** Lambda's answer to an invocation. */
export interface InvocationAnswer {
  readonly StatusCode: number;
  readonly ExecutedVersion?: string;
  readonly FunctionError?: string;
  /** JSON text; may be empty. */
  readonly Payload?: string;
}

/**
 * Invokes a function as the state machine's role.
 *
 * @throws StateError with the function's error name, and the error object as JSON for its cause;
 *   `Lambda.…Exception` if the invocation failed
 */
export async function invokeFunction(request: object, run: Run): Promise<InvocationAnswer> {
  const answer = await calling({ errors: 'Lambda', client: 'AWSLambda' }, run, () =>
    run.aws<InvocationAnswer>('lambda', 'Invoke', request),
  );
  if (answer.FunctionError === undefined) return answer;
  const { Payload = '' } = answer;
  const error = parsePayload(answer);
  if (isObject(error) && typeof error.errorType === 'string') throw new StateError(error.errorType, Payload);
  throw new StateError(
    'Lambda.Unknown',
    'The cause could not be determined because Lambda did not return an error type. ' +
      `Returned payload: ${Payload}`,
  );
}

/** A function's return value. @throws StateError `States.DataLimitExceeded` */
export function parsePayload({ Payload }: InvocationAnswer): Json {
  if (!Payload) return null;
  try {
    return parseBoundedJson(Payload, MAX_DOCUMENT_LEVELS) as Json;
  } catch (cause) {
    throw new StateError('States.DataLimitExceeded', `The function's answer: ${(cause as Error).message}`);
  }
}
