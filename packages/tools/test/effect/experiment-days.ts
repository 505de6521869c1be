import {
  BUCKETS,
  emptyTotals,
  type DayTotals,
} from '@ecommerce-recommenders/shop-data/insight/effect/totals';
import { createPrng } from '../../src/sample/prng';

/**
 * Days of 1,000 and 9,000 visitors, 5 % of whom click and order for 40. With recommendations, an uplift adds to that.
 * Numbers of visitors, clicks and orders are exact, and distributed over random buckets.
 */
export function experimentDays(days: number, uplift: number): DayTotals[] {
  const random = createPrng(1);
  return Array.from({ length: days }, (_, at) => {
    const totals = emptyTotals();
    for (const [arm, visitors, rate] of [
      ['control', 1_000, 0.05],
      ['recommendations', 9_000, 0.05 * (1 + uplift)],
    ] as const) {
      for (let visitor = 0; visitor < visitors; visitor++) totals[arm].visitors[visitor % BUCKETS]++;
      for (let event = 0; event < Math.round(visitors * rate); event++) {
        const bucket = random.below(BUCKETS);
        totals[arm].clicks[bucket]++;
        totals[arm].orders[bucket]++;
        totals[arm].revenue[bucket] += 40;
      }
    }
    return { day: `2026-11-${String(at + 1).padStart(2, '0')}`, totals };
  });
}
