import { HOURS_PER_MONTH, usdOf } from '@ecommerce-recommenders/personalize/charges';
import { PRICES, type Prices } from '@ecommerce-recommenders/personalize/prices';
import type { RankingSettings } from '../../contracts/settings/ranking-settings';
import { runsPerMonth } from './runs-per-month';

/** What ranking costs, in US dollars. */
export interface RankingCost {
  /** Cost of the campaign's provisioned rate, without requests. */
  readonly usdPerMonthIdle: number;
  /** Cost of the campaign at the given load. */
  readonly usdPerMonthLoaded: number;
  /** Cost of one training on all interactions. */
  readonly usdPerTraining: number;
  /** Maximum number of trainings. Personalize skips trainings without new interactions. */
  readonly trainingsPerMonth: number;
}

/** Load of the campaign, and the size of its training data. */
export interface RankingUse extends Pick<RankingSettings, 'minRequestsPerSecond' | 'schedule'> {
  /** Average over an hour. */
  readonly requestsPerSecond: number;
  /** Number of interactions in the training. */
  readonly interactions: number;
}

/**
 * US dollars for a campaign of Personalized-Ranking-v2 over a number of hours. Requests count as received or as
 * provisioned, whichever is more.
 */
export const campaignUsd = (
  { minRequestsPerSecond, requestsPerSecond }: Pick<RankingUse, 'minRequestsPerSecond' | 'requestsPerSecond'>,
  hours: number,
  prices: Prices = PRICES,
): number =>
  usdOf(prices.items.rankingsV2, Math.max(minRequestsPerSecond, requestsPerSecond) * 3_600 * hours);

/** Prices a month of ranking. */
export function rankingCost(use: RankingUse, prices: Prices = PRICES): RankingCost {
  return {
    usdPerMonthIdle: campaignUsd({ ...use, requestsPerSecond: 0 }, HOURS_PER_MONTH, prices),
    usdPerMonthLoaded: campaignUsd(use, HOURS_PER_MONTH, prices),
    usdPerTraining: usdOf(prices.items.rankingTrainingV2, use.interactions),
    trainingsPerMonth: runsPerMonth(use.schedule),
  };
}
