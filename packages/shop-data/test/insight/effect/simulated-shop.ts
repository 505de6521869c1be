import { BUCKETS, emptyTotals, type DayTotals, type OpenTotals } from '../../../src/insight/effect/totals';

/** A simulated shop, whose true effect is known. */
export interface SimulatedShop {
  readonly visitorsADay: number;
  readonly days: number;
  /** Share of the visitors in the control arm. */
  readonly share: number;
  /** Probability of a click and of an order, per visit. */
  readonly clickRate: number;
  readonly orderRate: number;
  /** What recommendations add to both rates; 0.1 for a tenth. */
  readonly uplift: number;
  /** Spread of the order amounts: σ of their logarithm; 0 if all orders have the same price. */
  readonly skew: number;
  /** Whether some visitors return again and again, and some click and buy far more than others. */
  readonly hasHeavyUsers: boolean;
}

/** Mean amount of an order. */
export const MEAN_AMOUNT = 50;
const MAX_VISITS = 200;

/** Simulates what a shop's visitors do over some weeks, by day. */
export function simulate(shop: SimulatedShop, random: () => number): DayTotals[] {
  const days = Array.from({ length: shop.days }, () => emptyTotals());
  for (let day = 0; day < shop.days; day++)
    for (let visitor = 0; visitor < shop.visitorsADay; visitor++) stay(shop, day, days, random);
  return days.map((totals, at) => ({ day: new Date(at * 86_400_000).toISOString().slice(0, 10), totals }));
}

/** Simulates everything that one visitor does. */
function stay(shop: SimulatedShop, first: number, days: readonly OpenTotals[], random: () => number): void {
  const isControl = random() < shop.share;
  const bucket = Math.floor(random() * BUCKETS);
  const factor = (isControl ? 1 : 1 + shop.uplift) * (shop.hasHeavyUsers ? -Math.log(random()) : 1);
  const visits = shop.hasHeavyUsers ? Math.min(MAX_VISITS, Math.floor(random() ** (-1 / 1.5))) : 1;
  let day = first;
  for (let visit = 0; visit < visits; visit++) {
    if (visit > 0) day += Math.floor(-2 * Math.log(random()));
    if (day >= days.length) return;
    const arm = isControl ? days[day].control : days[day].recommendations;
    if (visit === 0) arm.visitors[bucket]++;
    arm.impressions[bucket]++;
    if (random() < shop.clickRate * factor) arm.clicks[bucket]++;
    if (random() >= shop.orderRate * factor) continue;
    arm.orders[bucket]++;
    arm.revenue[bucket] += amountOf(shop.skew, random);
  }
}

/** Draws a log-normal amount by Box and Muller. Its mean does not depend on the spread. */
function amountOf(skew: number, random: () => number): number {
  if (skew === 0) return MEAN_AMOUNT;
  const normal = Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
  return MEAN_AMOUNT * Math.exp(skew * normal - skew ** 2 / 2);
}

/**
 * Uniform numbers above 0 and below 1. The state has 128 bits, so that thousands of shops draw from streams that do not overlap.
 *
 * @see https://pracrand.sourceforge.net/RNG_engines.txt sfc32
 */
export function seededUniform(seed: number): () => number {
  let [a, b, c, counter] = [0, seed >>> 0, 0x9e37_79b9, 1];
  const next = (): number => {
    const sum = (a + b + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return ((sum >>> 0) + 0.5) / 2 ** 32;
  };
  for (let warm = 0; warm < 15; warm++) next();
  return next;
}
