/** The share of each user's interactions, oldest first, that training gets. */
export function trainingShare(holdout: number): number {
  // 1 - 0.7 is 0.30000000000000004; the share that is meant has no more digits than the holdout.
  return Number((1 - holdout).toFixed(12));
}
