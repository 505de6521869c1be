import { withinBounds, type RequestBounds } from '@ecommerce-recommenders/shop-data/contracts/request-bounds';

/** Headroom above the busiest requests a second: a rate is raised when more than 80 % of it is used. */
const HEADROOM = 1.25;

/** A rate is lowered only by a quarter or more, so that it does not follow every fluctuation. */
const WORTH_LOWERING = 0.75;

/**
 * The rate to provision: raised as soon as the busiest minutes need it, lowered only if the difference is worth an update.
 *
 * @param current provisioned requests a second
 * @param busiest requests a second in the busiest recent minutes
 */
export function nextRate(current: number, busiest: number, bounds: RequestBounds): number {
  const needed = withinBounds(Math.ceil(HEADROOM * busiest), bounds);
  return needed > current || needed <= WORTH_LOWERING * current ? needed : withinBounds(current, bounds);
}
