import { usdOf } from '@ecommerce-recommenders/personalize/charges';
import { PRICES, type Prices } from '@ecommerce-recommenders/personalize/prices';
import type { BatchesSettings } from '../../contracts/settings/batches-settings';
import type { SegmentsSettings } from '../../contracts/settings/segments-settings';
import { runsPerMonth } from './runs-per-month';

/** What runs of batch jobs cost, in US dollars. */
export interface BatchCost {
  readonly runsPerMonth: number;
  /** Cost of a run's trainings. */
  readonly usdPerRunTraining: number;
  /** Cost of a run's jobs. */
  readonly usdPerRunJobs: number;
  readonly usdPerMonth: number;
}

/** Inputs of segments. */
export interface SegmentsUse extends Pick<SegmentsSettings, 'schedule' | 'items' | 'queries'> {
  /** Number of users in the training. */
  readonly users: number;
}

/** Inputs of recommendations for every user. */
export interface BatchesUse extends Pick<BatchesSettings, 'schedule'> {
  readonly users: number;
  /** Number of interactions in the training. */
  readonly interactions: number;
}

/** Assumed training hours of a training. It is not documented how Personalize counts them. */
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

/** Number of segments in a run: one for each item and each query. */
export const segmentsIn = ({ items, queries }: Pick<SegmentsUse, 'items' | 'queries'>): number =>
  items.length + Object.keys(queries).length;

/** Prices segments. Every user counts once per segment, whatever the segments' size. */
export function segmentsCost(use: SegmentsUse, prices: Prices = PRICES): BatchCost {
  const { segmentTraining, segmentUsers } = prices.items;
  const trainings = (use.items.length > 0 ? 1 : 0) + (Object.keys(use.queries).length > 0 ? 1 : 0);
  return costOf(
    use.schedule,
    usdOf(segmentTraining, trainings * SEGMENT_TRAINING_HOURS),
    usdOf(segmentUsers, segmentsIn(use) * use.users),
  );
}

/** Prices recommendations for every user. Each user counts once, whatever the number of items. */
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
