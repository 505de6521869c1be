import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import type { Interval } from '@ecommerce-recommenders/shop-data/insight/effect/always-valid';
import {
  effectOf,
  METRIC_NAMES,
  type Effect,
  type Metric,
  type MetricEffect,
} from '@ecommerce-recommenders/shop-data/insight/effect/effect';
import {
  experimentName,
  type DeployedExperiment,
} from '@ecommerce-recommenders/shop-data/contracts/functions/experiment';
import { tableText } from '../terminal';
import type { ExperimentRead } from './read-experiment';

/** The cost of the recommenders during the experiment. */
export interface ExperimentBill {
  /** US dollars a month. */
  readonly usdPerMonth: number;
  /** Origin of that figure, as text. */
  readonly source: string;
}

/** The output of `effect --json`. */
export interface EffectReport {
  readonly experiment: Pick<DeployedExperiment, 'share' | 'control' | 'windowDays' | 'currency'>;
  /** Null before the first visitor. */
  readonly effect: Effect | null;
  /** Number of lines that could not be parsed. */
  readonly refused: number;
  /** Time until which the stack has summed up lines, ISO 8601; null before the first hour. */
  readonly addedUpUntil: string | null;
  /** Cost of the days from the first to the last visitor. */
  readonly bill: (ExperimentBill & { readonly usd: number }) | null;
}

const DAYS_PER_MONTH = 365 / 12;

/** Analyzes an experiment. */
export function effectReport(
  { experiment, days, refused, addedUpUntilMs }: ExperimentRead,
  { bill, wanted }: { readonly bill: ExperimentBill; readonly wanted: number },
): EffectReport {
  const { share, control, windowDays, currency } = experiment;
  const effect = effectOf(days, { share, wanted });
  return {
    experiment: { share, control, windowDays, currency },
    effect: effect ?? null,
    refused,
    addedUpUntil: addedUpUntilMs === undefined ? null : new Date(addedUpUntilMs).toISOString(),
    bill: effect ? { ...bill, usd: (bill.usdPerMonth * spanOf(effect)) / DAYS_PER_MONTH } : null,
  };
}

/** Number of days from the first to the last, inclusive. */
const spanOf = ({ days: { first, last } }: Effect): number =>
  (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;

const TITLES: Record<Metric, string> = { clicks: 'Clicks', orders: 'Orders', revenue: 'Revenue' };

const LESS: Record<Metric, string> = { clicks: 'fewer', orders: 'fewer', revenue: 'less' };

/** Names of what the arms get. */
const CONTROL_TITLES = { 'best-sellers': 'best sellers', nothing: 'nothing' } as const;

/** The report in plain words. @param width of the terminal */
export function effectText(report: EffectReport, width: number | undefined): string {
  const { experiment, effect, refused, bill } = report;
  const { control, currency } = experiment;
  if (!effect)
    return (
      `The experiment ${experimentName(experiment)} has not counted a visitor yet. Visitors are counted on pages with the element ` +
      '<recommended-items>, once they have consented; on the embedded AWS, "npm run shoppers" simulates them. See docs/effect.md.'
    );
  const { visitors, days, metrics, revenueGained } = effect;
  const shown = CONTROL_TITLES[control];
  const columns = ['for 1,000 visitors', shown, 'recommendations', 'difference, 95 %', 'uplift'];
  const rows = METRIC_NAMES.map((metric) => {
    const { control: one, recommendations: other, difference, uplift } = metrics[metric];
    return [
      metric === 'revenue' && currency !== undefined ? `Revenue, ${currency}` : TITLES[metric],
      amount(one),
      amount(other),
      difference ? interval(difference) : 'too early',
      uplift === undefined ? '' : signed(100 * uplift, 0) + ' %',
    ];
  });
  const table = tableText(
    columns.map((title, at) => ({ title, isRight: at > 0, isFlexible: at === 0 })),
    rows,
    width,
  );
  const money = (value: Interval): string =>
    `${interval(value)}${currency === undefined ? '' : ` ${currency}`}`;
  return [
    answer(metrics.revenue),
    '',
    `${days.first} to ${days.last}: ${countInWords(visitors.recommendations, 'visitor')} with recommendations, ${count(visitors.control)} with ` +
      `${shown}.`,
    '',
    table,
    '',
    ...METRIC_NAMES.map((metric) => verdict(metric, effect)),
    '',
    ratioInWords(effect),
    revenueGained
      ? `Revenue gained by the visitors with recommendations: ${money(revenueGained)}.`
      : 'Revenue gained: too early to say.',
    ...(bill ? [`The bill of ${inDays(spanOf(effect))}: $${bill.usd.toFixed(2)}, ${bill.source}.`] : []),
    'The intervals stay valid however often you look.',
    ...(refused > 0
      ? [
          `${countInWords(refused, 'line of the log', 'lines of the log')} could not be read, and ${refused === 1 ? 'is' : 'are'} not counted: another version wrote ${refused === 1 ? 'it' : 'them'}.`,
        ]
      : []),
  ].join('\n');
}

/** Only revenue decides. With three metrics, the probability that one is wrong would be higher. */
function answer({ decidedOn, difference }: MetricEffect): string {
  if (decidedOn === undefined || !difference) return 'Does it pay? Not known yet.';
  return difference.mean > 0
    ? 'Does it pay? Recommendations bring more revenue. What they cost is below.'
    : 'Does it pay? No: recommendations bring less revenue.';
}

/** One or two sentences about a metric. */
function verdict(metric: Metric, effect: Effect): string {
  const { difference, decidedOn, events } = effect.metrics[metric];
  const title = TITLES[metric];
  if (!difference)
    return `${title}: too early. The arm with fewer ${metric === 'clicks' ? 'clicks' : 'orders'} has ${count(events.fewest)} of the ${events.least} that a comparison takes.`;
  if (decidedOn === undefined) return `${title}: open. ${stillNeeded(effect.metrics[metric], effect)}`;
  const now =
    difference.low > 0 || difference.high < 0
      ? ''
      : ' Since then, the difference has become too small to tell.';
  return `${title}: decided on ${decidedOn}, ${difference.mean > 0 ? 'more' : LESS[metric]} with recommendations.${now}`;
}

/** How many more visitors are needed, and how long that takes at the current pace. */
function stillNeeded({ visitorsToDecide }: MetricEffect, effect: Effect): string {
  const { visitors, wanted } = effect;
  if (visitorsToDecide === undefined) return 'How many visitors it takes cannot be estimated yet.';
  const seen = visitors.control + visitors.recommendations;
  const about = `A decision about an uplift of ${percent(wanted)} takes about ${rounded(visitorsToDecide)} visitors`;
  if (visitorsToDecide <= seen) return `${about}, and there were more: it is probably smaller.`;
  const more = visitorsToDecide - seen;
  const days = Math.ceil((more / seen) * spanOf(effect));
  return `${about}: ${rounded(more)} more, some ${inDays(days)} at this pace.`;
}

function ratioInWords({ sampleRatio: { set, found, isRight } }: Effect): string {
  const shares = `${percent(found)} of the visitors are in the control arm, and ${percent(set)} were to be`;
  return isRight
    ? `Sample ratio: right. ${shares}.`
    : `Sample ratio: WRONG. ${shares}: more than chance explains. One arm loses visitors before they are counted, so do not trust the figures ` +
        'above. Look for pages or browsers where the element fails, and for caches that answer visitors of both arms alike.';
}

const inDays = (days: number): string => countInWords(days, 'day');

const count = (value: number): string => Math.round(value).toLocaleString('en-US');

/** Rounds an estimate to two significant digits. */
const rounded = (value: number): string => count(Number(value.toPrecision(2)));

const amount = (value: number): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

const signed = (value: number, digits: number): string =>
  value.toLocaleString('en-US', {
    signDisplay: 'exceptZero',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });

const interval = ({ mean, low, high }: Interval): string =>
  `${signed(mean, 1)} (${signed(low, 1)} … ${signed(high, 1)})`;

const percent = (share: number): string => `${Number((100 * share).toFixed(1))} %`;
