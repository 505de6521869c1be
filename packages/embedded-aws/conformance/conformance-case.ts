import type { Account } from './account';

/** Where a recorded answer of the real AWS was read: a file at a commit, or a page of its documentation. */
export type Source =
  | { readonly repository: string; readonly path: string; readonly commit: string; readonly test?: string }
  | { readonly url: string };

/** One recorded answer of the real AWS, and the calls that ask the embedded AWS for its own. */
export interface ConformanceCase {
  /** Unique within its service. */
  readonly id: string;
  /** What AWS does, as a sentence. */
  readonly title: string;
  readonly source: Source;
  /** How many of the recording's answers it holds: 1 if absent. */
  readonly answers?: number;
  /** Sentence of BEHAVIOUR.md by which the embedded AWS knowingly answers `expected` instead. */
  readonly differs?: string;
  /** What the embedded AWS answers otherwise, as a fault; to be taken off once the case passes. */
  readonly wrong?: string;
  /** Asks a fresh embedded AWS. */
  readonly run: (account: Account) => Promise<unknown>;
  /** What the answer must have at least: `answerMatches`. */
  readonly expected: unknown;
}

/**
 * Whether an answer has what is expected: of an object the members that are named, of a list all elements, of a text a
 * regular expression.
 */
export function answerMatches(answer: unknown, expected: unknown): boolean {
  if (expected instanceof RegExp) return typeof answer === 'string' && expected.test(answer);
  if (Array.isArray(expected))
    return (
      Array.isArray(answer) &&
      answer.length === expected.length &&
      expected.every((each, at) => answerMatches(answer[at], each))
    );
  if (typeof expected === 'object' && expected !== null)
    return (
      typeof answer === 'object' &&
      answer !== null &&
      Object.entries(expected).every(([key, value]) =>
        answerMatches((answer as Record<string, unknown>)[key], value),
      )
    );
  return Object.is(answer, expected);
}
