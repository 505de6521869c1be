import { alwaysValidInterval } from '../../../src/insight/effect/always-valid';
import { differenceOf, effectOf, METRIC_NAMES, type Metric } from '../../../src/insight/effect/effect';
import { addTotals, emptyTotals, type DayTotals, type Totals } from '../../../src/insight/effect/totals';
import { MEAN_AMOUNT, seededUniform, simulate, type SimulatedShop } from './simulated-shop';

/** The number of shops of a kind in which something happened on any day. */
export interface ShopsSeen {
  readonly shops: number;
  /** Shops whose interval excluded 0. */
  readonly decided: Readonly<Record<Metric, number>>;
  readonly anyDecided: number;
  /** Shops whose interval excluded the true difference. */
  readonly missed: Readonly<Record<Metric, number>>;
  readonly ratioAlarms: number;
  /** Shops whose arms were compared. */
  readonly compared: Readonly<Record<Metric, number>>;
  /** Mean number of visitors until the decision about clicks, over the shops that reached one. */
  readonly visitorsUntilDecided: number;
}

/**
 * Analyzes many shops of one kind every evening. A kind with heavy users must have no effect, because only then is
 * the true difference known.
 */
export function seeShops(kind: SimulatedShop, shops: number, firstSeed = 1): ShopsSeen {
  const truth = trueDifferences(kind);
  const decided = noMetrics();
  const missed = noMetrics();
  const compared = noMetrics();
  let anyDecided = 0;
  let ratioAlarms = 0;
  let visitors = 0;
  for (let shop = 0; shop < shops; shop++) {
    const days = simulate(kind, seededUniform(firstSeed + shop));
    const { metrics, sampleRatio } = effectOf(days, { share: kind.share })!;
    for (const metric of METRIC_NAMES) {
      if (metrics[metric].decidedOn) decided[metric]++;
      if (metrics[metric].difference) compared[metric]++;
    }
    for (const metric of missedOnAnyDay(days, truth)) missed[metric]++;
    if (METRIC_NAMES.some((metric) => metrics[metric].decidedOn)) anyDecided++;
    if (!sampleRatio.isRight) ratioAlarms++;
    const decidedAt = days.findIndex(({ day }) => day === metrics.clicks.decidedOn);
    visitors += (decidedAt + 1) * kind.visitorsADay;
  }
  const visitorsUntilDecided = Math.round(visitors / Math.max(1, decided.clicks));
  return { shops, decided, anyDecided, missed, ratioAlarms, compared, visitorsUntilDecided };
}

/** The true differences per visitor, for visitors who come once. */
const trueDifferences = ({ clickRate, orderRate, uplift }: SimulatedShop): Record<Metric, number> => ({
  clicks: clickRate * uplift,
  orders: orderRate * uplift,
  revenue: orderRate * uplift * MEAN_AMOUNT,
});

/** The metrics whose interval excluded the true difference on any day. */
function missedOnAnyDay(days: readonly DayTotals[], truth: Readonly<Record<Metric, number>>): Set<Metric> {
  const missed = new Set<Metric>();
  let totals: Totals = emptyTotals();
  for (const day of days) {
    totals = addTotals(totals, day.totals);
    for (const metric of METRIC_NAMES) {
      const difference = differenceOf(totals, metric);
      if (!difference) continue;
      const { low, high } = alwaysValidInterval(difference);
      if (truth[metric] < low || truth[metric] > high) missed.add(metric);
    }
  }
  return missed;
}

const noMetrics = (): Record<Metric, number> => ({ clicks: 0, orders: 0, revenue: 0 });
