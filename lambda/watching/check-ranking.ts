import { DescribeCampaignCommand, DescribeSolutionCommand, type Campaign } from '@aws-sdk/client-personalize';
import { DEFAULT_REQUESTS_PER_SECOND } from '@ecommerce-recommenders/personalize/provisioned-rate';
import { HOURS_PER_MONTH } from '@ecommerce-recommenders/personalize/charges';
import type { RankingArns } from '@ecommerce-recommenders/shop-data/contracts/functions/watch';
import { campaignUsd } from '@ecommerce-recommenders/shop-data/insight/cost/ranking-cost';
import { CREATE_FAILED, unlessGone, type PersonalizeApi } from '../shop/resources/personalize-api';

/** Training state and cost of a shop's ranking. */
export interface SeenRanking {
  /** Sentences about failures without a later success. */
  readonly failures: readonly string[];
  /** Cost of the idle campaign in US dollars per month. */
  readonly monthlyCostUsd: number;
}

/**
 * Describes the ranking's solution and its campaign. Personalize may have trained the solution on its schedule.
 * Deleted ones are skipped.
 */
export async function checkRanking(
  client: PersonalizeApi,
  { solutionArn, campaignArn }: RankingArns,
): Promise<SeenRanking> {
  const [described, served] = await Promise.all([
    unlessGone(client.send(new DescribeSolutionCommand({ solutionArn }))),
    unlessGone(client.send(new DescribeCampaignCommand({ campaignArn }))),
  ]);
  const version = described?.solution?.latestSolutionVersion;
  const update = served?.campaign?.latestCampaignUpdate;
  return {
    failures: [
      ...failureOf(version, `Training of ${solutionArn}`),
      ...failureOf(update, `The update of ${campaignArn}`),
    ],
    monthlyCostUsd: costOf(served?.campaign),
  };
}

const failureOf = (
  one: { readonly status?: string; readonly failureReason?: string } | undefined,
  what: string,
): string[] =>
  one?.status === CREATE_FAILED ? [`${what} failed: ${one.failureReason ?? 'no reason given'}`] : [];

const costOf = ({ status, minProvisionedTPS = DEFAULT_REQUESTS_PER_SECOND }: Campaign = {}): number =>
  status === 'ACTIVE'
    ? campaignUsd({ minRequestsPerSecond: minProvisionedTPS, requestsPerSecond: 0 }, HOURS_PER_MONTH)
    : 0;
