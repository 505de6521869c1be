import { runInNewContext } from 'node:vm';

/** A text and the untrusted regular expression that it must match. */
export interface PatternTest {
  readonly pattern: string;
  readonly text: string;
}

/** The first test that fails; `reason` is set if it could not be evaluated. */
export interface Mismatch {
  readonly at: number;
  readonly reason?: string;
}

/** Budget for all tests together: without backtracking they take microseconds. */
const PATIENCE_MS = 250;

const SCRIPT = 'while (at < tests.length && new RegExp(tests[at].pattern).test(tests[at].text)) at++';

/**
 * Tests texts against untrusted regular expressions. In JavaScript only a script timeout can stop one that
 * backtracks.
 *
 * @returns undefined if all hold
 */
export function findMismatch(tests: readonly PatternTest[]): Mismatch | undefined {
  const scope = { at: 0, tests };
  try {
    runInNewContext(SCRIPT, scope, { timeout: PATIENCE_MS });
  } catch (cause) {
    // The budget is real time, which on a busy machine may end between the last test and the end of the script.
    if (scope.at === tests.length) return undefined;
    const { code, message } = cause as NodeJS.ErrnoException;
    const isTooSlow = code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
    return { at: scope.at, reason: isTooSlow ? 'it backtracks for too long' : message };
  }
  return scope.at < tests.length ? { at: scope.at } : undefined;
}
