import { withAccount } from './account';
import { answerMatches, type ConformanceCase } from './conformance-case';

/** How a case ended. */
export type Outcome = 'passed' | 'declared difference' | 'wrong';

/** The outcome of a case, and the answer that it got. */
export interface CaseResult {
  readonly outcome: Outcome;
  readonly answer: unknown;
}

/** Asks a fresh embedded AWS. An error that a case does not expect is its answer. */
export async function runCase({ run, expected, differs }: ConformanceCase): Promise<CaseResult> {
  const answer = await withAccount(run).catch((error: unknown) => ({ error: String(error) }));
  if (!answerMatches(answer, expected)) return { outcome: 'wrong', answer };
  return { outcome: differs ? 'declared difference' : 'passed', answer };
}
