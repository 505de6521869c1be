const SECONDS_PER_DAY: i32 = 86_400;

/** Seconds beyond which the closeness stays at its minimum. */
export const FAR_APART: i32 = 2 * SECONDS_PER_DAY;

/**
 * Closeness of one event of a user to two others. With d days between them:
 *
 *     c = 1 / (1 + min(d, 2))
 *
 * @param t signed seconds since any epoch, in all four lanes
 * @param others the others' times in the first two lanes, less than 2^31 seconds away
 * @see Ding, Li: Time Weight Collaborative Filtering (2005) for weights that fall with time
 */
export function closeness(t: v128, others: v128): v128 {
  const apart = i32x4.min_s(i32x4.abs(i32x4.sub(t, others)), i32x4.splat(FAR_APART));
  const beyond = i32x4.add(apart, i32x4.splat(SECONDS_PER_DAY));
  return f64x2.div(f64x2.splat(SECONDS_PER_DAY), f64x2.convert_low_i32x4_s(beyond));
}
