import { trainingShare } from './training-share';

/**
 * How many of a user's interactions, oldest first, stay in training: those whose rank / count is at most
 * 1 - holdout, compared as doubles as pandas does.
 */
export function trainingCount(count: number, holdout: number): number {
  const share = trainingShare(holdout);
  let kept = Math.min(count, Math.ceil(share * count) + 1);
  while (kept > 0 && kept / count > share) kept--;
  return kept;
}
