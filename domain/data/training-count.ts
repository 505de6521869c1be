import { trainingShare } from './training-share';

/**
 * How many of so many interactions of a user, oldest first, stay in training: those whose rank / count is at most
 * 1 - holdout, compared as doubles as pandas does.
 */
export function trainingCount(holdout: number): (count: number) => number {
  const share = trainingShare(holdout);
  return (count) => {
    let kept = Math.min(count, Math.ceil(share * count) + 1);
    while (kept > 0 && kept / count > share) kept--;
    return kept;
  };
}
