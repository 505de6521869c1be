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
    ...{
      personalize: personalize as never,
      cloudWatch: cloudWatch as never,
      hours,
      idleHours: 3,
      quietAlarms,
    },
    recommenderArns: ['a', 'b', 'c'].map((name) => ARN + name),
    now: () => Date.parse(at),
  });
  const ended = await run({ action, execution: 'e' }).catch((error: unknown) => error as Error);
  return { calls, error: ended?.message };
}

describe('hours that begin', () => {
  it('start what is stopped', async () => {
    const recommenders = { a: 'INACTIVE', b: 'ACTIVE', c: 'CREATE IN_PROGRESS' };
    expect(await act('start', { recommenders, at: MORNING })).toEqual({ calls: ['Start a'] });
  });

  it('decide for what a deployment has started, which does not stop it again', async () => {
    const unmarked: string[] = [];
    const recommenders = { a: 'INACTIVE', b: 'ACTIVE' };
    await act('start', { recommenders, at: MORNING, unmarked });
    expect(unmarked).toEqual(['a', 'b']);
    await act('stop', { recommenders, at: EVENING, unmarked });
    expect(unmarked).toEqual(['a', 'b', 'b']);
  });

  it('start the rest at once, and fail for what is still being stopped', async () => {
    const recommenders = { a: 'STOP IN_PROGRESS', b: 'INACTIVE', c: 'START PENDING' };
    expect(await act('start', { recommenders, at: MORNING })).toEqual({
      calls: ['Start b'],
      error: `These recommenders are still in transition: ${ARN}a (STOP IN_PROGRESS).`,
    });
  });

  it.each([
    ['on a holiday', '2026-12-25T08:00:01Z'],
    ['when they are over again', EVENING],
  ])('start nothing %s', async (_when, at) => {
    expect(await act('start', { recommenders: { a: 'INACTIVE' }, at })).toEqual({ calls: [] });
  });
});

describe('alarms of what is stopped', () => {
  const quietAlarms = ['shop-a-client-errors', 'shop-b-client-errors'];
  const world = { recommenders: { a: 'ACTIVE', b: 'INACTIVE' }, quietAlarms };

  it('tell nobody from before the end of the hours until after their beginning', async () => {
    const [stops, starts] = [
      await act('stop', { ...world, at: EVENING }),
      await act('start', { ...world, at: MORNING }),
    ];
    expect(stops.calls).toEqual([`Disable ${quietAlarms.join()}`, 'Stop a']);
    expect(starts.calls).toEqual(['Start b', `Enable ${quietAlarms.join()}`]);
  });

  it('stay quiet on a holiday, and go on telling of what was stopped because nobody asked', async () => {
    expect((await act('start', { ...world, at: '2026-12-25T08:00:01Z' })).calls).toEqual([]);
    expect((await act('stop-idle', { ...world, at: '2026-11-26T12:00:00Z' })).calls).toEqual(['Stop a']);
  });
});

describe('hours that end', () => {
  it.each([
    ['stop what runs, and leave alone what has failed or is gone', 'ACTIVE', 'CREATE FAILED', ['Stop a']],
    ['do it once', 'STOP PENDING', 'INACTIVE', []],
  ])('%s', async (_what, a, b, calls) => {
    expect(await act('stop', { recommenders: { a, b }, at: EVENING })).toEqual({ calls });
  });

  it('fail for what is in training or being updated, to be asked again', async () => {
    const recommenders = { a: 'CREATE IN_PROGRESS', b: 'ACTIVE/CREATE PENDING', c: 'ACTIVE' };
    expect(await act('stop', { recommenders, at: EVENING })).toEqual({
      calls: ['Stop c'],
      error: `These recommenders are still in transition: ${ARN}a (CREATE IN_PROGRESS), ${ARN}b (update CREATE PENDING).`,
    });
  });

  it('stop nothing any more when the next ones have begun', async () => {
    expect(await act('stop', { recommenders: { a: 'ACTIVE' }, at: MORNING })).toEqual({ calls: [] });
  });
});

describe('a look for those nobody asks', () => {
  const recommenders = { a: 'ACTIVE', b: 'ACTIVE', c: 'CREATE IN_PROGRESS' };

  it('stops them', async () => {
    const world = { recommenders, at: '2026-11-26T11:00:00Z', requests: { a: 1 } };
    expect(await act('stop-idle', world)).toEqual({ calls: ['Stop b'] });
  });

  it('stops none of which CloudWatch has never had a request: what is not published is no silence', async () => {
    const world = { recommenders, at: '2026-11-26T11:00:00Z', askedOnce: ['b'] };
    expect(await act('stop-idle', world)).toEqual({ calls: ['Stop b'] });
  });

  it('stops none before it has run for as long, by its hours or by what has changed last', async () => {
    expect(await act('stop-idle', { recommenders, at: '2026-11-26T10:59:00Z' })).toEqual({ calls: [] });
    const young = { recommenders, at: '2026-11-26T15:00:00Z', changedAt: '2026-11-26T12:30:00Z' };
    expect(await act('stop-idle', young)).toEqual({ calls: [] });
  });

  it('stops them out of hours, and where there are none', async () => {
    const both = { calls: ['Stop a', 'Stop b'] };
    expect(await act('stop-idle', { recommenders, at: '2026-11-28T01:00:00Z' })).toEqual(both);
    expect(await act('stop-idle', { recommenders, at: MORNING, hours: null })).toEqual(both);
  });
});
