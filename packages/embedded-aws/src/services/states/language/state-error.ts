/** A failure in an execution, as seen by Retry and Catch and reported at the end. */
export class StateError extends Error {
  constructor(
    /** `States.Timeout`, or a function's error name. */
    readonly error: string,
    override readonly cause?: string,
  ) {
    super(cause ?? error);
    this.name = 'StateError';
  }
}

/** Errors that end the execution and cannot be caught. */
const UNCATCHABLE = new Set(['States.Runtime', 'States.DataLimitExceeded']);

/** @see https://states-language.net/spec.html#errors */
export function matchesError(error: StateError, errorEquals: readonly string[]): boolean {
  return errorEquals.some((name) => {
    if (name === 'States.ALL') return !UNCATCHABLE.has(error.error);
    if (name === 'States.TaskFailed')
      return error.error !== 'States.Timeout' && !UNCATCHABLE.has(error.error);
    return name === error.error;
  });
}
