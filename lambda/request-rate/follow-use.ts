import {
  DescribeRecommenderCommand,
  UpdateRecommenderCommand,
  type Recommender,
} from '@aws-sdk/client-personalize';
import { DEFAULT_REQUESTS_PER_SECOND } from '@ecommerce-recommenders/personalize/provisioned-rate';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type {
  BoundedRecommender,
  BoundedRecommenders,
} from '@ecommerce-recommenders/shop-data/contracts/functions/request-rate';
import { recommendersUsd } from '@ecommerce-recommenders/shop-data/insight/cost/recommenders-cost';
import { RATE_METRICS, USE_CASE_DIMENSION } from '@ecommerce-recommenders/shop-data/contracts/watch-metrics';
import { embeddedMetrics } from '../add-ons/embedded-metrics';
import { errorInWords } from '../shop/resources/error-in-words';
import type { HandlerLogger } from '../shop/functions/handler-logger';
import { requestsByPeriod, wasEverAsked, type CloudWatchApi } from '../add-ons/measured-requests';
import { isInTransition, unlessGone, type PersonalizeApi } from '../shop/resources/personalize-api';
import { configUpdate } from '../shop/recommender/recommender-config';
import { nextRate } from './next-rate';

/** Dependencies of {@link followUse}. */
export interface FollowUseDeps {
  readonly personalize: PersonalizeApi;
  readonly cloudWatch: CloudWatchApi;
  /** Status of the stack. */
  readonly stackStatus: () => Promise<string>;
  readonly stackName: string;
  readonly recommenders: BoundedRecommenders;
  /** Number of the shop's users; 0 if they were not counted. */
  readonly users: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly logger: HandlerLogger;
}

/** Why a rate was not changed. */
type LeftBecause =
  | 'fits'
  | 'is gone'
  | 'is not ACTIVE'
  | 'is being updated'
  | 'was updated within the hour'
  | 'was never asked';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The busiest minutes are looked for in this window. A shorter lull does not lower the rate. */
const LOOK_BACK_MS = 3 * HOUR_MS;
const PERIOD_SECONDS = 300;

/** Slightly less than the schedule's hour, because EventBridge does not invoke exactly on time. */
const LEAST_BETWEEN_MS = 50 * MINUTE_MS;

/**
 * Adjusts the provisioned rate of each recommender to its use, within its bounds. Does nothing during a deployment,
 * whose updates take precedence, and skips recommenders in transition.
 *
 * @throws Error that names the recommenders that could not be checked or changed, after handling the others
 */
export function followUse(deps: FollowUseDeps): () => Promise<void> {
  const { personalize, stackName, users, now, logger } = deps;

  async function follow(
    useCase: UseCaseName,
    { recommenderArn, ...bounds }: BoundedRecommender,
  ): Promise<void> {
    const tell = (left: LeftBecause | undefined, fields: object = {}): void =>
      logger.info('rate', { useCase, ...fields, ...(left && { left }) });
    const answer = await unlessGone(personalize.send(new DescribeRecommenderCommand({ recommenderArn })));
    const { recommender } = answer ?? {};
    const left = unsettled(recommender, now());
    if (!recommender || left) return tell(left ?? 'is gone');
    const use = await useOf(deps, recommenderArn);
    if (!use) return tell('was never asked');
    const rate =
      recommender.recommenderConfig?.minRecommendationRequestsPerSecond ?? DEFAULT_REQUESTS_PER_SECOND;
    const next = nextRate(rate, use.busiest, bounds);
    const isChanged = next !== rate && (await change(deps, recommenderArn, recommender, next));
    const aboveOneUsd =
      usdAt(users, rate, use.latest) - usdAt(users, DEFAULT_REQUESTS_PER_SECOND, use.latest);
    const measured = [
      [RATE_METRICS.rate, rate],
      [RATE_METRICS.aboveOne, aboveOneUsd],
    ] as const;
    tell(isChanged ? undefined : next === rate ? 'fits' : 'is being updated', {
      ...embeddedMetrics({ stackName, now }, measured, { [USE_CASE_DIMENSION]: useCase }),
      busiest: use.busiest,
      rate,
      ...(isChanged && { next }),
    });
  }

  return async () => {
    const status = await deps.stackStatus();
    if (status.endsWith('_IN_PROGRESS')) return logger.info('rate', { left: `the stack is ${status}` });
    const problems: string[] = [];
    for (const [useCase, bounded] of Object.entries(deps.recommenders)) {
      await follow(useCase as UseCaseName, bounded).catch((error: unknown) => {
        const reason = errorInWords(error);
        logger.error('rate', { useCase, reason });
        problems.push(`${useCase}: ${reason}`);
      });
    }
    if (problems.length > 0) throw new Error(`Some rates were not adjusted. ${problems.join('; ')}`);
  };
}

/** Requests a second in the busiest minutes and in the last hour; `undefined` if the recommender was never used. */
async function useOf({ cloudWatch, now }: FollowUseDeps, arn: string) {
  const sinceMs = now() - LOOK_BACK_MS;
  const periods = await requestsByPeriod(cloudWatch, arn, sinceMs, now(), PERIOD_SECONDS);
  if (periods.length === 0 && !(await wasEverAsked(cloudWatch, arn, now()))) return undefined;
  const ofHour = periods.filter(({ startMs }) => startMs >= now() - HOUR_MS);
  return {
    busiest: Math.max(0, ...periods.map(({ requests }) => requests)) / PERIOD_SECONDS,
    latest: ofHour.reduce((sum, { requests }) => sum + requests, 0) / (HOUR_MS / 1_000),
  };
}

/** US dollars per hour at a provisioned rate, or at the actual rate if that is higher. */
const usdAt = (users: number, minRequestsPerSecond: number, requestsPerSecond: number): number =>
  recommendersUsd([{ users, requestsPerSecond, minRequestsPerSecond }], 1);

/** @returns whether the rate could be changed */
async function change(
  { personalize }: FollowUseDeps,
  arn: string,
  { recommenderConfig = {} }: Recommender,
  rate: number,
): Promise<boolean> {
  const wanted = { ...recommenderConfig, minRecommendationRequestsPerSecond: rate };
  try {
    await personalize.send(
      new UpdateRecommenderCommand({
        recommenderArn: arn,
        recommenderConfig: configUpdate(recommenderConfig, wanted),
      }),
    );
    return true;
  } catch (error) {
    // Another update has begun since the recommender was described.
    if (error instanceof Error && error.name === 'ResourceInUseException') return false;
    throw error;
  }
}

/** Why the recommender should not be updated now: Personalize would reject it, or the last update was too recent. */
function unsettled(recommender: Recommender | undefined, nowMs: number): LeftBecause | undefined {
  if (!recommender) return 'is gone';
  const { status, latestRecommenderUpdate: update } = recommender;
  if (status !== 'ACTIVE') return 'is not ACTIVE';
  if (isInTransition(update?.status ?? '')) return 'is being updated';
  const isRecent = Number(update?.creationDateTime ?? 0) > nowMs - LEAST_BETWEEN_MS;
  return isRecent ? 'was updated within the hour' : undefined;
}
