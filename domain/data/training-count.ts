/**
 * How many of a user's interactions, oldest first, stay in training: those whose rank / count is at most
 * 1 - holdout, compared as doubles as pandas does.
 */
export function trainingCount(count: number, holdout: number): number {
  // 1 - 0.7 is 0.30000000000000004; the share that is meant has no more digits than the holdout.
  const share = Number((1 - holdout).toFixed(12));
  let kept = Math.min(count, Math.ceil(share * count) + 1);
  while (kept > 0 && kept / count > share) kept--;
  return kept;
}
