import { usdOf } from '@ecommerce-recommenders/personalize/charges';
import { PRICES, type Prices } from '@ecommerce-recommenders/personalize/prices';
import type { BatchesSettings } from '../../contracts/settings/batches-settings';
import type { SegmentsSettings } from '../../contracts/settings/segments-settings';
import { runsPerMonth } from './runs-per-month';

/** What runs of batch jobs cost, in US dollars. */
export interface BatchCost {
  readonly runsPerMonth: number;
  /** Trainings of a run. */
  readonly usdPerRunTraining: number;
  /** Jobs of a run. */
  readonly usdPerRunJobs: number;
  readonly usdPerMonth: number;
}

/** Inputs of segments. */
export interface SegmentsUse extends Pick<SegmentsSettings, 'schedule' | 'items' | 'queries'> {
  /** Of the training. */
  readonly users: number;
}

/** Inputs of recommendations for every user. */
export interface BatchesUse extends Pick<BatchesSettings, 'schedule'> {
  readonly users: number;
  /** Of the training. */
  readonly interactions: number;
}

/** Assumed training hours of a training: how the service counts them is not documented. */
export const SEGMENT_TRAINING_HOURS = 1;

const costOf = (schedule: string, usdPerRunTraining: number, usdPerRunJobs: number): BatchCost => {
  const runs = runsPerMonth(schedule);
  return {
    runsPerMonth: runs,
    usdPerRunTraining,
    usdPerRunJobs,
    usdPerMonth: runs * (usdPerRunTraining + usdPerRunJobs),
  };
};

/** Segments in a run: one for each item and each query. */
export const segmentsIn = ({ items, queries }: Pick<SegmentsUse, 'items' | 'queries'>): number =>
  items.length + Object.keys(queries).length;

/** Prices segments: every user counts once for each of them, whatever their size. */
export function segmentsCost(use: SegmentsUse, prices: Prices = PRICES): BatchCost {
  const { segmentTraining, segmentUsers } = prices.items;
  const trainings = (use.items.length > 0 ? 1 : 0) + (Object.keys(use.queries).length > 0 ? 1 : 0);
  return costOf(
    use.schedule,
    usdOf(segmentTraining, trainings * SEGMENT_TRAINING_HOURS),
    usdOf(segmentUsers, segmentsIn(use) * use.users),
  );
}

/** Prices recommendations for every user: one for each, whatever their number of items. */
export function batchesCost(
  { schedule, users, interactions }: BatchesUse,
  prices: Prices = PRICES,
): BatchCost {
  const { personalizationTrainingV2, batchRecommendationsV2 } = prices.items;
  return costOf(
    schedule,
    usdOf(personalizationTrainingV2, interactions),
    usdOf(batchRecommendationsV2, users),
  );
}
