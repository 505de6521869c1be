const SECONDS_PER_DAY = 86_400;

/** Seconds. Farther apart in time, two events of one user say as little of each other as they ever do. */
export const FAR_APART = 2 * SECONDS_PER_DAY;

/**
 * How much two events of one user have to do with each other. With d days between them:
 *
 *     c = 1 / (1 + min(d, 2))
 *
 * @param t whole seconds since any time, or before it
 * @param other seconds since the same, less than 2^31 seconds away
 * @see Ding, Li: Time Weight Collaborative Filtering (2005) for weights that fall with time
 */
export function closeness(t: number, other: number): number {
  // Without a branch: the next pair's way through one cannot be foretold, and there are hundreds of millions.
  const apart = (t - other) | 0;
  const sign = apart >> 31;
  const beyond = ((apart ^ sign) - sign - FAR_APART) | 0;
  return SECONDS_PER_DAY / (SECONDS_PER_DAY + FAR_APART + (beyond & (beyond >> 31)));
}
