import {
  ALPHA,
  alwaysValidInterval,
  alwaysValidPValue,
  type Difference,
  type Interval,
} from './always-valid';
import { visitorsToDecide } from './power';
import { RATIO_ALPHA, sampleRatioPValue } from './sample-ratio';
import {
  addTotals,
  ARMS,
  emptyTotals,
  sumOf,
  type Arm,
  type Count,
  type DayTotals,
  type Totals,
} from './totals';
import { visitorRate } from './visitor-rate';

/**
 * Metrics with the minimum number of events in each arm. With fewer, the estimated variance is unreliable: order
 * amounts are skewed, so a small arm has too few of the large ones. docs/effect.md has the figures.
 */
export const METRICS = {
  clicks: { events: 'clicks', least: 30 },
  orders: { events: 'orders', least: 30 },
  revenue: { events: 'orders', least: 300 },
} as const satisfies Partial<Record<Count, { readonly events: Count; readonly least: number }>>;

/** One of {@link METRICS}. */
export type Metric = keyof typeof METRICS;

/** The names of {@link METRICS}, in the order of a report. */
export const METRIC_NAMES = Object.keys(METRICS) as readonly Metric[];

/** Result of one metric. All amounts are per 1,000 visitors. */
export interface MetricEffect {
  readonly control: number;
  readonly recommendations: number;
  /** Recommendations minus control, with an always-valid interval; absent while an arm has too few events. */
  readonly difference?: Interval;
  /** The difference as a share of control; absent if control is 0 or {@link difference} is absent. */
  readonly uplift?: number;
  /** The smallest p-value of all days. */
  readonly pValue: number;
  /** The first day at whose end the interval excluded 0. */
  readonly decidedOn?: string;
  /** Number of events in the arm with fewer events, and the number that it needs before the arms are compared. */
  readonly events: { readonly fewest: number; readonly least: number };
  /** Number of visitors of both arms needed to detect {@link Effect.wanted}; absent without an estimate of the variance. */
  readonly visitorsToDecide?: number;
}

/** Result of an experiment. */
export interface Effect {
  /** First and last day with a visitor. */
  readonly days: { readonly first: string; readonly last: string; readonly count: number };
  readonly visitors: Readonly<Record<Arm, number>>;
  readonly sampleRatio: {
    /** Configured share of the control arm. */
    readonly set: number;
    readonly found: number;
    /** The smallest p-value of all days. */
    readonly pValue: number;
    readonly isRight: boolean;
  };
  readonly metrics: Readonly<Record<Metric, MetricEffect>>;
  /** Uplift for which {@link MetricEffect.visitorsToDecide} is computed; 0.1 for a tenth. */
  readonly wanted: number;
  /** Total additional revenue from visitors with recommendations; absent while it cannot be estimated. */
  readonly revenueGained?: Interval;
}

/** Share of the control arm, and the uplift that matters. */
export interface EffectOptions {
  /** Share of the visitors in the control arm. */
  readonly share: number;
  /** @default 0.1 */
  readonly wanted?: number;
}

/**
 * Analyzes an experiment at the end of each day, like a shop owner who checks it every evening.
 *
 * @param days - in order
 * @returns undefined before the first visitor
 */
export function effectOf(
  days: readonly DayTotals[],
  { share, wanted = 0.1 }: EffectOptions,
): Effect | undefined {
  let totals: Totals = emptyTotals();
  let ratioPValue = 1;
  const pValues: Partial<Record<Metric, number>> = {};
  const decidedOn: Partial<Record<Metric, string>> = {};
  const withVisitors: string[] = [];
  for (const { day, totals: added } of days) {
    totals = addTotals(totals, added);
    if (ARMS.some((arm) => sumOf(added[arm].visitors) > 0)) withVisitors.push(day);
    const { control, recommendations } = visitorsOf(totals);
    ratioPValue = Math.min(ratioPValue, sampleRatioPValue(control, control + recommendations, share));
    for (const metric of METRIC_NAMES) {
      const difference = differenceOf(totals, metric);
      if (!difference) continue;
      pValues[metric] = Math.min(pValues[metric] ?? 1, alwaysValidPValue(difference));
      if (pValues[metric] <= ALPHA) decidedOn[metric] ??= day;
    }
  }
  if (withVisitors.length === 0) return undefined;
  const visitors = visitorsOf(totals);
  const all = totals;
  const metricOf = (metric: Metric): MetricEffect => ({
    ...metricEffect(all, metric, { share, wanted }),
    pValue: pValues[metric] ?? 1,
    decidedOn: decidedOn[metric],
  });
  const metrics = { clicks: metricOf('clicks'), orders: metricOf('orders'), revenue: metricOf('revenue') };
  return {
    days: { first: withVisitors[0], last: withVisitors.at(-1)!, count: withVisitors.length },
    visitors,
    sampleRatio: {
      set: share,
      found: visitors.control / (visitors.control + visitors.recommendations),
      pValue: ratioPValue,
      isRight: ratioPValue > RATIO_ALPHA,
    },
    metrics,
    wanted,
    revenueGained:
      metrics.revenue.difference &&
      times(metrics.revenue.difference, visitors.recommendations / PER_VISITORS),
  };
}

/** Metrics are reported per this number of visitors. */
const PER_VISITORS = 1_000;

const visitorsOf = (totals: Totals): Record<Arm, number> => ({
  control: sumOf(totals.control.visitors),
  recommendations: sumOf(totals.recommendations.visitors),
});

const fewestEvents = (totals: Totals, metric: Metric): number =>
  Math.min(...ARMS.map((arm) => sumOf(totals[arm][METRICS[metric].events])));

/** Recommendations minus control, per visitor; `undefined` while an arm has too few events. */
export function differenceOf(totals: Totals, metric: Metric): Difference | undefined {
  if (fewestEvents(totals, metric) < METRICS[metric].least) return undefined;
  const [control, recommendations] = ARMS.map((arm) =>
    visitorRate(totals[arm][metric], totals[arm].visitors),
  );
  const visitors = visitorsOf(totals);
  return {
    mean: recommendations.mean - control.mean,
    variance: recommendations.variance + control.variance,
    visitors: visitors.control + visitors.recommendations,
  };
}

function metricEffect(
  totals: Totals,
  metric: Metric,
  { share, wanted }: Required<EffectOptions>,
): Omit<MetricEffect, 'pValue' | 'decidedOn'> {
  const [control, recommendations] = ARMS.map((arm) => perThousand(totals, arm, metric));
  const found = differenceOf(totals, metric);
  const events = { fewest: fewestEvents(totals, metric), least: METRICS[metric].least };
  if (!found) return { control, recommendations, events };
  const difference = times(alwaysValidInterval(found), PER_VISITORS);
  const isComparable = control > 0 && found.variance > 0;
  return {
    control,
    recommendations,
    events,
    difference,
    uplift: control > 0 ? difference.mean / control : undefined,
    visitorsToDecide: isComparable
      ? visitorsToDecide({
          // Variance of a single visitor, assuming that all contribute equally to the difference's.
          variance: (found.variance * found.visitors) / (1 / share + 1 / (1 - share)),
          difference: (wanted * control) / PER_VISITORS,
          share,
        })
      : undefined,
  };
}

const perThousand = (totals: Totals, arm: Arm, metric: Metric): number => {
  const visitors = sumOf(totals[arm].visitors);
  return visitors === 0 ? 0 : (sumOf(totals[arm][metric]) / visitors) * PER_VISITORS;
};

const times = ({ mean, low, high }: Interval, factor: number): Interval => ({
  mean: mean * factor,
  low: low * factor,
  high: high * factor,
});
