import { DisableAlarmActionsCommand, EnableAlarmActionsCommand } from '@aws-sdk/client-cloudwatch';
import {
  DescribeRecommenderCommand,
  StartRecommenderCommand,
  StopRecommenderCommand,
  type Recommender,
} from '@aws-sdk/client-personalize';
import type { PausesInput } from '@ecommerce-recommenders/shop-data/contracts/functions/pauses';
import { minutesRunning, type RunningHours } from '@ecommerce-recommenders/shop-data/contracts/running-hours';
import { requestsByPeriod, wasEverAsked, type CloudWatchApi } from '../add-ons/measured-requests';
import { unmark } from '../shop/recommender/stop-again';
import { isInTransition, unlessGone, type PersonalizeApi } from '../shop/resources/personalize-api';

/** Options of {@link pauses}. */
export interface PausesOptions {
  readonly personalize: PersonalizeApi;
  readonly cloudWatch: CloudWatchApi;
  readonly recommenderArns: readonly string[];
  /** Null if recommenders always run. */
  readonly hours: RunningHours | null;
  /** Hours without a request after which a recommender is stopped; 0 for never. */
  readonly idleHours: number;
  /** Names of alarms that are disabled outside the running hours. */
  readonly quietAlarms: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** ARNs of the recommenders that were started or stopped. */
export interface Paused {
  readonly started: readonly string[];
  readonly stopped: readonly string[];
  /** Recommenders that were left running, because CloudWatch has no request metric for them. */
  readonly neverAsked?: readonly string[];
}

interface Seen {
  readonly arn: string;
  readonly recommender: Recommender;
}

/**
 * Starts or stops recommenders. It decides by the current state and time, so it is idempotent and may run late or on
 * a holiday. A recommender that somebody starts or stops by hand stays so until the next scheduled start or stop.
 *
 * @throws an error for recommenders in transition, so that the state machine retries
 */
export function pauses(options: PausesOptions): (input: PausesInput) => Promise<Paused> {
  const { personalize, cloudWatch, hours, now } = options;

  async function start(): Promise<Paused> {
    const all = await describeAll(options);
    const started = namesOf(all.filter(({ recommender }) => recommender.status === 'INACTIVE'));
    // This includes those that a deployment has started to update them. From now on they serve.
    for (const { arn } of all) await unmark(personalize, arn);
    for (const recommenderArn of started)
      await personalize.send(new StartRecommenderCommand({ recommenderArn }));
    await switchAlarms(options, EnableAlarmActionsCommand);
    refuseUnsettled(all.filter(({ recommender: { status = '' } }) => status.startsWith('STOP')));
    return { started, stopped: [] };
  }

  async function stop(): Promise<Paused> {
    await switchAlarms(options, DisableAlarmActionsCommand);
    const all = await describeAll(options);
    const stopped = await stopAll(options, all.filter(isStoppable));
    refuseUnsettled(all.filter((one) => isUnsettled(one) && !one.recommender.status?.startsWith('STOP')));
    return { started: [], stopped };
  }

  async function stopIdle(): Promise<Paused> {
    const candidates = (await describeAll(options)).filter((one) => isStoppable(one) && isPastItsStart(one));
    const sinceMs = now() - options.idleHours * HOUR_MS;
    const idle: Seen[] = [];
    const neverAsked: Seen[] = [];
    for (const one of candidates) {
      const hours = await requestsByPeriod(cloudWatch, one.arn, sinceMs, now(), HOUR_SECONDS);
      if (hours.some(({ requests }) => requests > 0)) continue;
      const isKnown = await wasEverAsked(cloudWatch, one.arn, now());
      (isKnown ? idle : neverAsked).push(one);
    }
    return { started: [], stopped: await stopAll(options, idle), neverAsked: namesOf(neverAsked) };
  }

  /** Whether a recommender has been ACTIVE for long enough to count as idle. */
  function isPastItsStart({ recommender }: Seen): boolean {
    const minutes = (hours && minutesRunning(hours, now())) ?? Infinity;
    const startedMs = now() - minutes * 60_000;
    const changedMs = recommender.lastUpdatedDateTime?.getTime() ?? 0;
    return Math.max(startedMs, changedMs) <= now() - options.idleHours * HOUR_MS;
  }

  return async ({ action }) => {
    if (action === 'stop-idle') return stopIdle();
    // Starts nothing on a holiday, and ends the retries of a start or stop that is no longer due.
    const isRunning = hours === null || minutesRunning(hours, now()) !== undefined;
    if (isRunning !== (action === 'start')) return { started: [], stopped: [] };
    return action === 'start' ? start() : stop();
  };
}

const HOUR_SECONDS = 3_600;
const HOUR_MS = 1_000 * HOUR_SECONDS;

async function describeAll({ personalize, recommenderArns }: PausesOptions): Promise<Seen[]> {
  const answers = recommenderArns.map(async (arn) => {
    const answer = await unlessGone(
      personalize.send(new DescribeRecommenderCommand({ recommenderArn: arn })),
    );
    return answer?.recommender ? [{ arn, recommender: answer.recommender }] : [];
  });
  return (await Promise.all(answers)).flat();
}

/** Requests that a stopped recommender rejects outside the running hours must not trigger an alarm. */
async function switchAlarms(
  { cloudWatch, quietAlarms }: PausesOptions,
  Command: typeof EnableAlarmActionsCommand | typeof DisableAlarmActionsCommand,
): Promise<void> {
  const AlarmNames = [...quietAlarms];
  if (AlarmNames.length > 0) await cloudWatch.send(new Command({ AlarmNames }));
}

async function stopAll({ personalize }: PausesOptions, all: readonly Seen[]): Promise<string[]> {
  for (const { arn } of all) {
    await unmark(personalize, arn);
    await personalize.send(new StopRecommenderCommand({ recommenderArn: arn }));
  }
  return namesOf(all);
}

const namesOf = (all: readonly Seen[]): string[] => all.map(({ arn }) => arn);

/** Personalize cannot stop a recommender during an update. */
const isStoppable = (one: Seen): boolean => one.recommender.status === 'ACTIVE' && !isUnsettled(one);

const isUnsettled = ({ recommender: { status = '', latestRecommenderUpdate } }: Seen): boolean =>
  isInTransition(status) || isInTransition(latestRecommenderUpdate?.status ?? '');

function refuseUnsettled(all: readonly Seen[]): void {
  if (all.length === 0) return;
  const names = all.map(
    ({ arn, recommender: { status, latestRecommenderUpdate } }) =>
      `${arn} (${status === 'ACTIVE' ? `update ${latestRecommenderUpdate?.status}` : status})`,
  );
  throw new Error(`These recommenders are still in transition: ${names.join(', ')}.`);
}
