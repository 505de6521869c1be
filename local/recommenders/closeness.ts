const SECONDS_PER_DAY = 86_400;

/** What two events of one user say of each other at least, however far apart they are in time. */
const LEAST = 1 / 3;

/**
 * How much two events of one user have to do with each other. With d days between them:
 *
 *     c = max(1/3, 1 / (1 + d))
 *
 * @param t Unix seconds
 * @param other Unix seconds
 * @see Ding, Li: Time Weight Collaborative Filtering (2005) for weights that fall with time
 */
export function closeness(t: number, other: number): number {
  return Math.max(LEAST, SECONDS_PER_DAY / (SECONDS_PER_DAY + Math.abs(t - other)));
}
