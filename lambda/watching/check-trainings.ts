import { DescribeRecommenderCommand, type Recommender } from '@aws-sdk/client-personalize';
import { DEFAULT_REQUESTS_PER_SECOND } from '@ecommerce-recommenders/personalize/provisioned-rate';
import { HOURS_PER_MONTH } from '@ecommerce-recommenders/personalize/charges';
import {
  recommendersUsd,
  type RecommenderUse,
} from '@ecommerce-recommenders/shop-data/insight/cost/recommenders-cost';
import { MODEL_METRICS } from '@ecommerce-recommenders/shop-data/contracts/watch-metrics';
import { CREATE_FAILED, unlessGone, type PersonalizeApi } from '../shop/resources/personalize-api';

/** Training state and cost of a shop's recommenders. */
export interface SeenTrainings {
  readonly recommenders: readonly SeenRecommender[];
  /** Sentences about failures without a later success. */
  readonly failures: readonly string[];
  /** Cost of the ACTIVE recommenders in US dollars per month. */
  readonly monthlyCostUsd: number;
}

/** Latest training of one recommender. */
interface SeenRecommender {
  readonly useCase: string;
  /** Age in days. */
  readonly trainingAge?: number;
  readonly ndcg?: number;
  readonly coverage?: number;
}

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;

/** Describes every recommender of a shop; deleted ones are skipped. */
export async function checkTrainings(
  client: PersonalizeApi,
  recommenderArns: Readonly<Record<string, string>>,
  users: number,
  nowMs: number,
): Promise<SeenTrainings> {
  const seen = await Promise.all(
    Object.entries(recommenderArns).map(async ([useCase, recommenderArn]) => {
      const answer = await unlessGone(client.send(new DescribeRecommenderCommand({ recommenderArn })));
      return { useCase, recommender: answer?.recommender };
    }),
  );
  const found = seen.flatMap(({ useCase, recommender }) => (recommender ? [{ useCase, recommender }] : []));
  return {
    recommenders: found.map(({ useCase, recommender }) => ({
      useCase,
      trainingAge: trainingAge(recommender, nowMs),
      ndcg: recommender.modelMetrics?.[MODEL_METRICS.ndcg],
      coverage: recommender.modelMetrics?.[MODEL_METRICS.coverage],
    })),
    failures: found.flatMap(({ recommender }) => failuresOf(recommender)),
    monthlyCostUsd: recommendersUsd(
      found.flatMap(({ recommender }) => idleUse(recommender, users)),
      HOURS_PER_MONTH,
    ),
  };
}

/**
 * Days since the last training was due. Personalize trains every seven days from the creation while the recommender
 * is ACTIVE, and does not report when it did.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/creating-recommenders.html
 */
function trainingAge({ status, creationDateTime }: Recommender, nowMs: number): number | undefined {
  if (status !== 'ACTIVE' || !creationDateTime) return undefined;
  return (Math.max(0, nowMs - Number(creationDateTime)) / DAY_MS) % WEEK_DAYS;
}

function failuresOf(recommender: Recommender): string[] {
  const { recommenderArn, latestRecommenderUpdate: update } = recommender;
  if (recommender.status === CREATE_FAILED)
    return [`Training of ${recommenderArn} failed: ${recommender.failureReason ?? 'no reason given'}`];
  if (update?.status === CREATE_FAILED)
    return [`The update of ${recommenderArn} failed: ${update.failureReason ?? 'no reason given'}`];
  return [];
}

/** Billed use of an idle recommender: zero unless it is ACTIVE. */
function idleUse({ status, recommenderConfig }: Recommender, users: number): RecommenderUse[] {
  if (status !== 'ACTIVE') return [];
  const minRequestsPerSecond =
    recommenderConfig?.minRecommendationRequestsPerSecond ?? DEFAULT_REQUESTS_PER_SECOND;
  return [{ users, requestsPerSecond: 0, minRequestsPerSecond }];
}
