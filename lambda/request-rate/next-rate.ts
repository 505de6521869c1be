import { withinBounds, type RequestBounds } from '@ecommerce-recommenders/shop-data/request-bounds';

/** Room above the busiest requests a second: at more than 80 % of the rate it is raised. */
const HEADROOM = 1.25;

/** A rate is lowered by a quarter at least, so that it does not follow every ripple. */
const WORTH_LOWERING = 0.75;

/**
 * The rate to provision: up as soon as the busiest time needs it, down only where it is worth it.
 *
 * @param current provisioned requests a second
 * @param busiest requests a second in the busiest minutes of late
 */
export function nextRate(current: number, busiest: number, bounds: RequestBounds): number {
  const needed = withinBounds(Math.ceil(HEADROOM * busiest), bounds);
  return needed > current || needed <= WORTH_LOWERING * current ? needed : withinBounds(current, bounds);
}
