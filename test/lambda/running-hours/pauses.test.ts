import type { PausesInput } from '@ecommerce-recommenders/shop-data/contracts/functions/pauses';
import type { RunningHours } from '@ecommerce-recommenders/shop-data/contracts/running-hours';
import { pauses } from '../../../lambda/running-hours/pauses';

const ARN = 'arn:aws:personalize:eu-west-1:111122223333:recommender/';
const HOURS: RunningHours = {
  days: ['MON', 'TUE', 'WED', 'THU', 'FRI'],
  from: '08:00',
  to: '20:00',
  timeZone: 'UTC',
  holidays: ['2026-12-25'],
};
const MORNING = '2026-11-26T08:00:01Z';
const EVENING = '2026-11-26T20:00:01Z';
const LONG_AGO = '2026-11-01T00:00:00Z';

interface World {
  /** Gets the names of those whose mark of a deployment is removed. */
  readonly unmarked?: string[];
  /** Statuses by name, with an update's status after a slash; deleted ones are absent. */
  readonly recommenders: Readonly<Record<string, string>>;
  readonly at: string;
  readonly hours?: RunningHours | null;
  /** Requests in the latest hours, by name. */
  readonly requests?: Readonly<Record<string, number>>;
  /** Names of those with earlier requests; all by default. */
  readonly askedOnce?: readonly string[];
  readonly changedAt?: string;
  readonly quietAlarms?: readonly string[];
}

interface Command {
  readonly constructor: { readonly name: string };
  readonly input: { recommenderArn: string; resourceArn?: string; tagKeys?: string[] } & {
    Dimensions: { Value: string }[];
    AlarmNames?: string[];
    StartTime: Date;
    Period: number;
  };
}

/** The calls made in that world, and how the action ends. */
async function act(action: PausesInput['action'], world: World) {
  const { recommenders, at, hours = HOURS, requests = {}, changedAt = LONG_AGO, quietAlarms = [] } = world;
  const { askedOnce = Object.keys(recommenders), unmarked = [] } = world;
  const calls: string[] = [];
  const personalize = {
    send: async ({ constructor, input }: Command) => {
      if (input.tagKeys) return void unmarked.push(input.resourceArn!.replace(ARN, ''));
      const operation = constructor.name.replace('RecommenderCommand', '');
      const name = input.recommenderArn.replace(ARN, '');
      if (operation !== 'Describe') return void calls.push(`${operation} ${name}`);
      if (!(name in recommenders))
        throw Object.assign(new Error('gone'), { name: 'ResourceNotFoundException' });
      const [status, update] = recommenders[name].split('/');
      const latestRecommenderUpdate = update && { status: update };
      return { recommender: { status, lastUpdatedDateTime: new Date(changedAt), latestRecommenderUpdate } };
    },
  };
  const cloudWatch = {
    send: async ({ constructor, input }: Command) => {
      const [, operation] = /^(.*)AlarmActionsCommand$/.exec(constructor.name) ?? [];
      if (operation) return void calls.push(`${operation} ${input.AlarmNames?.join()}`);
      const name = input.Dimensions[0].Value.replace(ARN, '');
      const isLongAgo = Date.parse(at) - input.StartTime.getTime() > 400 * 86_400_000;
      if (isLongAgo && input.Period % 3_600 !== 0) return { Datapoints: [] };
      const Sum = requests[name] ?? (isLongAgo && askedOnce.includes(name) ? 1 : undefined);
      return { Datapoints: Sum === undefined ? [] : [{ Sum }] };
    },
  };
  const run = pauses({
    ...{ hours, idleHours: 3, quietAlarms, personalize: personalize as never },
    cloudWatch: cloudWatch as never,
    recommenderArns: ['a', 'b', 'c'].map((name) => ARN + name),
    now: () => Date.parse(at),
  });
  const ended = run({ action, execution: 'e' });
  return {
    error: await ended.then(
      () => undefined,
      (thrown: Error) => thrown.message,
    ),
    calls,
  };
}

const [LATE_MORNING, AFTERNOON] = ['2026-11-26T11:00:00Z', '2026-11-26T15:00:00Z'];
const HOLIDAY = '2026-12-25T08:00:01Z';
const THREE = { a: 'ACTIVE', b: 'ACTIVE', c: 'CREATE IN_PROGRESS' };

describe('hours that begin or end', () => {
  it.each<[string, PausesInput['action'], string[], string, World['recommenders']]>([
    ['start what is stopped', 'start', ['Start a'], MORNING, { ...THREE, a: 'INACTIVE' }],
    ['start nothing on a holiday', 'start', [], HOLIDAY, { a: 'INACTIVE' }],
    ['start nothing when they are over again', 'start', [], EVENING, { a: 'INACTIVE' }],
    [
      'stop what runs, and nothing that failed',
      'stop',
      ['Stop a'],
      EVENING,
      { a: 'ACTIVE', b: 'CREATE FAILED' },
    ],
    ['stop it once', 'stop', [], EVENING, { a: 'STOP PENDING', b: 'INACTIVE', c: 'INACTIVE' }],
    ['stop nothing any more when the next ones have begun', 'stop', [], MORNING, { a: 'ACTIVE' }],
  ])('%s', async (_what, action, calls, at, recommenders) => {
    expect(await act(action, { recommenders, at })).toEqual({ calls });
  });

  it('start the rest at once, and fail for what is still being stopped', async () => {
    const recommenders = { a: 'STOP IN_PROGRESS', b: 'INACTIVE', c: 'START PENDING' };
    const error = `These recommenders are still in transition: ${ARN}a (STOP IN_PROGRESS).`;
    expect(await act('start', { recommenders, at: MORNING })).toEqual({ calls: ['Start b'], error });
  });

  it('fail for what is in training or being updated, to be asked again', async () => {
    const recommenders = { a: 'CREATE IN_PROGRESS', b: 'ACTIVE/CREATE PENDING', c: 'ACTIVE' };
    const error = `These recommenders are still in transition: ${ARN}a (CREATE IN_PROGRESS), ${ARN}b (update CREATE PENDING).`;
    expect(await act('stop', { recommenders, at: EVENING })).toEqual({ calls: ['Stop c'], error });
  });

  it('decide for what a deployment has started, which does not stop it again', async () => {
    const unmarked: string[] = [];
    const recommenders = { a: 'INACTIVE', b: 'ACTIVE' };
    await act('start', { recommenders, at: MORNING, unmarked });
    expect(unmarked).toEqual(['a', 'b']);
    await act('stop', { recommenders, at: EVENING, unmarked });
    expect(unmarked).toEqual(['a', 'b', 'b']);
  });
});

describe('alarms of what is stopped', () => {
  const quietAlarms = ['shop-a-client-errors', 'shop-b-client-errors'];
  const recommenders = { a: 'ACTIVE', b: 'INACTIVE' };
  const both = quietAlarms.join();

  it.each<[string, PausesInput['action'], string, string[]]>([
    ['tell nobody from before the end of the hours', 'stop', EVENING, [`Disable ${both}`, 'Stop a']],
    ['tell again after their beginning', 'start', MORNING, ['Start b', `Enable ${both}`]],
    ['stay quiet on a holiday', 'start', HOLIDAY, []],
    ['go on telling of what was stopped because nobody asked', 'stop-idle', AFTERNOON, ['Stop a']],
  ])('%s', async (_what, action, at, calls) => {
    expect(await act(action, { recommenders, at, quietAlarms })).toEqual({ calls });
  });
});

describe('a look for those nobody asks', () => {
  it.each<[string, string[], string, Partial<World>]>([
    ['stops them', ['Stop b'], LATE_MORNING, { requests: { a: 1 } }],
    [
      'stops none of which CloudWatch has never had a request: what is not published is no silence',
      ...([['Stop b'], LATE_MORNING, { askedOnce: ['b'] }] as [string[], string, Partial<World>]),
    ],
    ['stops none before it has run for as long, by its hours', [], '2026-11-26T10:59:00Z', {}],
    ['nor by what has changed last', [], AFTERNOON, { changedAt: '2026-11-26T12:30:00Z' }],
    ['stops them out of hours', ['Stop a', 'Stop b'], '2026-11-28T01:00:00Z', {}],
    ['stops them where there are none', ['Stop a', 'Stop b'], MORNING, { hours: null }],
  ])('%s', async (_what, calls, at, world) => {
    expect(await act('stop-idle', { recommenders: THREE, at, ...world })).toEqual({ calls });
  });
});
