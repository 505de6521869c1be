import {
  DisableAlarmActionsCommand,
  EnableAlarmActionsCommand,
  GetMetricStatisticsCommand,
  type CloudWatchClient,
} from '@aws-sdk/client-cloudwatch';
import {
  DescribeRecommenderCommand,
  StartRecommenderCommand,
  StopRecommenderCommand,
  type Recommender,
} from '@aws-sdk/client-personalize';
import type { PausesInput } from '../../domain/contracts/pauses';
import {
  PERSONALIZE_NAMESPACE,
  RECOMMENDER_DIMENSION,
  RECOMMENDER_METRICS,
} from '../../domain/recommender-metrics';
import { minutesRunning, type RunningHours } from '../../domain/running-hours';
import { isInTransition, unlessGone, type PersonalizeApi } from '../personalize-api';

/** What decides over the recommenders of a stack. */
export interface PausesOptions {
  readonly personalize: PersonalizeApi;
  readonly cloudWatch: CloudWatchApi;
  readonly recommenderArns: readonly string[];
  /** Null for always. */
  readonly hours: RunningHours | null;
  /** Hours without a request after which a recommender is stopped; 0 for never. */
  readonly idleHours: number;
  /** Names of alarms that tell nobody out of hours. */
  readonly quietAlarms: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Which recommenders were told to start or to stop. */
export interface Paused {
  readonly started: readonly string[];
  readonly stopped: readonly string[];
  /** Left running, since CloudWatch has never heard of a request to them. */
  readonly neverAsked?: readonly string[];
}

interface Seen {
  readonly arn: string;
  readonly recommender: Recommender;
}

/**
 * Starts or stops recommenders. It acts by what there is and what time it is, so that it may run twice, late, or
 * against a holiday; what somebody starts or stops between two of its hours stays as it is.
 *
 * @throws an error for recommenders that cannot be told yet: whoever asked asks again
 */
export function pauses(options: PausesOptions): (input: PausesInput) => Promise<Paused> {
  const { personalize, cloudWatch, recommenderArns, hours, now } = options;

  async function lookAtAll(): Promise<Seen[]> {
    const answers = recommenderArns.map(async (arn) => {
      const answer = await unlessGone(
        personalize.send(new DescribeRecommenderCommand({ recommenderArn: arn })),
      );
      return answer?.recommender ? [{ arn, recommender: answer.recommender }] : [];
    });
    return (await Promise.all(answers)).flat();
  }

  async function start(): Promise<Paused> {
    const all = await lookAtAll();
    const started = namesOf(all.filter(({ recommender }) => recommender.status === 'INACTIVE'));
    for (const recommenderArn of started)
      await personalize.send(new StartRecommenderCommand({ recommenderArn }));
    await tell(EnableAlarmActionsCommand);
    refuseUnsettled(all.filter(({ recommender: { status = '' } }) => status.startsWith('STOP')));
    return { started, stopped: [] };
  }

  async function stop(): Promise<Paused> {
    await tell(DisableAlarmActionsCommand);
    const all = await lookAtAll();
    const stopped = await stopAll(all.filter(isStoppable));
    refuseUnsettled(all.filter((one) => isUnsettled(one) && !one.recommender.status?.startsWith('STOP')));
    return { started: [], stopped };
  }

  async function stopIdle(): Promise<Paused> {
    const candidates = (await lookAtAll()).filter((one) => isStoppable(one) && isPastItsStart(one));
    const sinceMs = now() - options.idleHours * HOUR_MS;
    const idle: Seen[] = [];
    const neverAsked: Seen[] = [];
    for (const one of candidates) {
      if ((await requestsSince(cloudWatch, one.arn, sinceMs, now())) > 0) continue;
      const isKnown = await wasEverAsked(cloudWatch, one.arn, now());
      (isKnown ? idle : neverAsked).push(one);
    }
    return { started: [], stopped: await stopAll(idle), neverAsked: namesOf(neverAsked) };
  }

  /** Whether it has been there for long enough to be asked. */
  function isPastItsStart({ recommender }: Seen): boolean {
    const minutes = (hours && minutesRunning(hours, now())) ?? Infinity;
    const startedMs = now() - minutes * 60_000;
    const changedMs = recommender.lastUpdatedDateTime?.getTime() ?? 0;
    return Math.max(startedMs, changedMs) <= now() - options.idleHours * HOUR_MS;
  }

  /** An answer that a recommender out of hours refuses is none that somebody has to hear of. */
  async function tell(
    Command: typeof EnableAlarmActionsCommand | typeof DisableAlarmActionsCommand,
  ): Promise<void> {
    const AlarmNames = [...options.quietAlarms];
    if (AlarmNames.length > 0) await cloudWatch.send(new Command({ AlarmNames }));
  }

  async function stopAll(all: readonly Seen[]): Promise<string[]> {
    for (const { arn } of all) await personalize.send(new StopRecommenderCommand({ recommenderArn: arn }));
    return namesOf(all);
  }

  return async ({ action }) => {
    if (action === 'stop-idle') return stopIdle();
    // On a holiday nothing starts; and what could not be done before the hours changed again is not done any more.
    const isRunning = hours === null || minutesRunning(hours, now()) !== undefined;
    if (isRunning !== (action === 'start')) return { started: [], stopped: [] };
    return action === 'start' ? start() : stop();
  };
}

const HOUR_MS = 3_600_000;

const namesOf = (all: readonly Seen[]): string[] => all.map(({ arn }) => arn);

/** Personalize stops none that is being updated. */
const isStoppable = (one: Seen): boolean => one.recommender.status === 'ACTIVE' && !isUnsettled(one);

const isUnsettled = ({ recommender: { status = '', latestRecommenderUpdate } }: Seen): boolean =>
  isInTransition(status) || isInTransition(latestRecommenderUpdate?.status ?? '');

function refuseUnsettled(all: readonly Seen[]): void {
  if (all.length === 0) return;
  const names = all.map(
    ({ arn, recommender: { status, latestRecommenderUpdate } }) =>
      `${arn} (${status === 'ACTIVE' ? `update ${latestRecommenderUpdate?.status}` : status})`,
  );
  throw new Error(`Personalize is still at work on ${names.join(', ')}.`);
}

/** The part of the CloudWatch client that is used. */
export type CloudWatchApi = Pick<CloudWatchClient, 'send'>;

/** Days for which CloudWatch keeps values. */
const KEPT_DAYS = 455;
const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 24 * HOUR_SECONDS;

/** Requests that a recommender has answered between two times in milliseconds since 1970; none is no datapoint. */
export async function requestsSince(
  client: CloudWatchApi,
  recommenderArn: string,
  sinceMs: number,
  untilMs: number,
  Period = HOUR_SECONDS,
): Promise<number> {
  const { name, statistic } = RECOMMENDER_METRICS.requests;
  const { Datapoints = [] } = await client.send(
    new GetMetricStatisticsCommand({
      Namespace: PERSONALIZE_NAMESPACE,
      MetricName: name,
      Dimensions: [{ Name: RECOMMENDER_DIMENSION, Value: recommenderArn }],
      StartTime: new Date(sinceMs),
      EndTime: new Date(untilMs),
      Period,
      Statistics: [statistic],
    }),
  );
  return Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0);
}

/**
 * Whether CloudWatch has ever heard of a request to a recommender. Where it has not, its silence proves nothing: AWS
 * does not document that this metric is published by recommender.
 */
export async function wasEverAsked(
  client: CloudWatchApi,
  recommenderArn: string,
  nowMs: number,
): Promise<boolean> {
  const sinceMs = nowMs - KEPT_DAYS * DAY_SECONDS * 1_000;
  return (await requestsSince(client, recommenderArn, sinceMs, nowMs, DAY_SECONDS)) > 0;
}
