import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { campaignUsd } from '@ecommerce-recommenders/shop-data/insight/cost/ranking-cost';
import { HOURS_PER_MONTH } from '@ecommerce-recommenders/personalize/charges';
import type { RankingSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/ranking-settings';
import { inDollars, MORE_ON_COST } from '../add-ons/monthly-cost';

/** Reports at synth what the ranking costs without any request. */
export const annotateRankingCost = (node: IConstruct, ranking: RankingSettings): void =>
  Annotations.of(node).addInfoV2(
    'ecommerce-recommenders:cost-of-ranking',
    `On AWS the ranking costs about ${inDollars(campaignUsd({ ...ranking, requestsPerSecond: 0 }, HOURS_PER_MONTH))} a month ` +
      `without a request, and its trainings by ${ranking.schedule} (${MORE_ON_COST}).`,
  );
