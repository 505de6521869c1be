import { runInNewContext } from 'node:vm';

/** A text and the regular expression, somebody else's, that it must match. */
export interface PatternTest {
  readonly pattern: string;
  readonly text: string;
}

/** The first test that does not hold; `reason` says why it could not be made. */
export interface Mismatch {
  readonly at: number;
  readonly reason?: string;
}

/** For all tests together: those that do not backtrack take microseconds. */
const PATIENCE_MS = 250;

const SCRIPT = 'while (at < tests.length && new RegExp(tests[at].pattern).test(tests[at].text)) at++';

/**
 * Holds texts against regular expressions that come from outside. JavaScript has no other way to end one that
 * backtracks than to end its script.
 *
 * @returns undefined if all hold
 */
export function findMismatch(tests: readonly PatternTest[]): Mismatch | undefined {
  const scope = { at: 0, tests };
  try {
    runInNewContext(SCRIPT, scope, { timeout: PATIENCE_MS });
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const isTooSlow = code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
    return { at: scope.at, reason: isTooSlow ? 'it backtracks for too long' : message };
  }
  return scope.at < tests.length ? { at: scope.at } : undefined;
}
