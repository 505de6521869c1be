const SECONDS_PER_DAY = 86_400;

/** Farther apart in time, two events of one user say as little of each other as they ever do. */
const FAR_APART = 2 * SECONDS_PER_DAY;

/**
 * How much two events of one user have to do with each other. With d days between them:
 *
 *     c = 1 / (1 + min(d, 2))
 *
 * @param t seconds since any time
 * @param other seconds since the same
 * @see Ding, Li: Time Weight Collaborative Filtering (2005) for weights that fall with time
 */
export function closeness(t: number, other: number): number {
  return SECONDS_PER_DAY / (SECONDS_PER_DAY + Math.min(FAR_APART, Math.abs(t - other)));
}
