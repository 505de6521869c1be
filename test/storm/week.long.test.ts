import { SFN } from '@aws-sdk/client-sfn';
import { LOCAL_REGION } from 'embedded-aws/environment';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { USE_CASE_NAMES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { EVERYTHING } from './everything';
import { recommenderArnOf, shopAccount } from './shop-account';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const ZONE = 'Asia/Seoul';

/** A Monday's midnight in Seoul, at least a day from now, and the Wednesday of its week. */
function week(nowMs: number): { mondayMs: number; wednesday: string } {
  const seoul = new Date(nowMs + 9 * HOUR_MS);
  const days = ((8 - seoul.getUTCDay() - 2 + 7) % 7) + 2;
  const midnight = Date.UTC(seoul.getUTCFullYear(), seoul.getUTCMonth(), seoul.getUTCDate() + days);
  return {
    mondayMs: midnight - 9 * HOUR_MS,
    wednesday: new Date(midnight + 48 * HOUR_MS).toISOString().slice(0, 10),
  };
}

const { mondayMs, wednesday } = week(Date.now());
const settings = {
  ...EVERYTHING,
  archive: smallShop(),
  // 3 a.m. in Seoul.
  freshDataSchedule: 'cron(0 18 * * ? *)',
  runningHours: { days: 'MON-FRI', from: '08:00', to: '20:00', timeZone: ZONE, holidays: [wednesday] },
};
const SHOPS = shopAssemblies({
  shop: settings,
  retrained: {
    ...settings,
    useCases: { ...settings.useCases, 'most-viewed': { excludedColumns: { ITEMS: ['PRICE'] } } },
  },
});

const NOT_IMPORTED = 'Fresh data was not imported';
const alarm = (name: string): string => `ALARM: "${STACK_NAME}-${name}" in ${LOCAL_REGION}`;
const USERS = 'id,username,age,gender\nu99,new,20,F\n';

interface Day {
  /** What is dropped under `incoming/` the night before. */
  readonly fresh?: Readonly<Record<string, string | Buffer>>;
  readonly isHoliday?: true;
  /** Subjects of the notices, in order. */
  readonly notices: readonly string[];
}

const WEEK: readonly Day[] = [
  { fresh: { 'shop.tar': smallShop({ price: 12 }) }, notices: [] },
  {
    fresh: { 'bad.tar': smallShop({ price: NaN }) },
    notices: [NOT_IMPORTED, alarm('fresh-data-failed'), alarm('best-sellers-low-utilisation')],
  },
  { isHoliday: true, notices: [] },
  {
    fresh: { 'users/1.csv': USERS },
    notices: [NOT_IMPORTED, ...['fresh-data-failed', 'data-old', 'import-failed'].map(alarm)],
  },
  {
    fresh: { 'users/1.csv': USERS },
    notices: [alarm('training-failed'), alarm('best-sellers-client-errors')],
  },
  { isHoliday: true, notices: [] },
  { isHoliday: true, notices: [] },
];
/** Use cases that get requests only at the first Monday's noon. */
const NEVER_ASKED = USE_CASE_NAMES.filter((name) => name !== 'most-viewed' && name !== 'best-sellers');

const [MONDAY, , WEDNESDAY, THURSDAY, FRIDAY] = WEEK.keys();

describe('a week of a shop that has everything', () => {
  const account = shopAccount(SHOPS);
  let machines: string[];
  beforeAll(async () => {
    // Out of hours, on the Sunday before.
    await account.aws.clock.advance(mondayMs - 2 * HOUR_MS - account.aws.clock.now());
    await account.created(SHOPS.shop);
    const { stateMachines = [] } = await account.client(SFN).listStateMachines({});
    machines = stateMachines
      .filter(({ name }) => /Pauses|fresh-data/.test(name!))
      .map(({ stateMachineArn }) => stateMachineArn!);
  });

  /** Statuses by use case. */
  const statuses = async (): Promise<Record<string, string>> =>
    Object.fromEntries((await account.recommenders()).map(({ name, status }) => [name, status!]));
  const all = (status: string, others: object = {}): object => ({
    ...Object.fromEntries(USE_CASE_NAMES.map((name) => [name, status])),
    ...others,
  });

  const ask = (useCase: UseCaseName): Promise<unknown> => account.ask(useCase, { itemId: 'i1' });

  /** Sends requests to stopped recommenders, enough for an alarm. */
  async function askInVain(useCase: UseCaseName): Promise<void> {
    for (let period = 0; period < 4; period += 1) {
      const asked = await Promise.allSettled(Array.from({ length: 20 }, () => ask(useCase)));
      expect(new Set(asked.map(({ status }) => status))).toEqual(new Set(['rejected']));
      await turnTo(account.aws.clock.now() + 5 * MINUTE_MS);
    }
  }

  const isAnyRunning = async (): Promise<boolean> => {
    for (const stateMachineArn of machines) {
      const list = { stateMachineArn, statusFilter: 'RUNNING' } as const;
      if ((await account.client(SFN).listExecutions(list)).executions!.length > 0) return true;
    }
    return false;
  };

  /** Turns the clock to a time, and waits until everything that has started has ended. */
  async function turnTo(atMs: number): Promise<void> {
    await account.aws.clock.advance(atMs - account.aws.clock.now());
    await account.rest();
    await account.until(async () => !(await isAnyRunning()));
    await account.rest();
  }

  /** Subjects of the notices since the last call, sorted, since the order depends on how long an import takes. */
  let seen = 0;
  async function notices(): Promise<string[]> {
    const messages = await account.messages();
    const fresh = messages.slice(seen);
    seen = messages.length;
    return fresh.map(({ subject = '' }) => subject).sort();
  }

  it('imports at night, runs on workdays what is asked, and tells each day of what goes wrong', async () => {
    for (const [day, { fresh = {}, isHoliday = false, notices: expected }] of WEEK.entries()) {
      const turnToHour = (hour: number): Promise<void> => turnTo(mondayMs + (24 * day + hour) * HOUR_MS);
      for (const [path, Body] of Object.entries(fresh)) await account.put(`incoming/${path}`, Body);
      if (day === THURSDAY)
        account.aws.faults.set([
          { fault: 'import-failure', datasetType: 'USERS', times: 1, reason: 'No room.' },
        ]);
      // Deployed out of hours, recommenders run until their hours end or they are idle.
      if (day > MONDAY) expect([day, await statuses()]).toEqual([day, all('INACTIVE')]);
      for (const hour of [3.1, 4.1, 5.1, 7.9]) await turnToHour(hour);
      expect([day, await statuses()]).toEqual([day, all(day === MONDAY ? 'ACTIVE' : 'INACTIVE')]);
      await turnToHour(8.1);
      expect([day, await statuses()]).toEqual([day, all(isHoliday ? 'INACTIVE' : 'ACTIVE')]);
      if (!isHoliday) {
        await ask('most-viewed');
        // Once a day, which does not need a rate of two per second.
        await ask('best-sellers');
        await turnToHour(10.5);
        await ask('most-viewed');
        await turnToHour(12.1);
        // A recommender that was never requested has no metrics, so it is not stopped as idle.
        const others = day === MONDAY ? all('ACTIVE', { 'best-sellers': 'INACTIVE' }) : all('INACTIVE');
        expect([day, await statuses()]).toEqual([day, { ...others, 'most-viewed': 'ACTIVE' }]);
        if (day === MONDAY) for (const useCase of NEVER_ASKED) await ask(useCase);
      }
      if (day === WEDNESDAY) await askInVain('most-viewed');
      if (day === FRIDAY) {
        const failing = { fault: 'training-failure', reason: 'No capacity.' } as const;
        const reasons = await account.turnedBack(SHOPS.retrained, [failing], { mayBeStopped: true });
        expect(reasons).toContain('No capacity.');
        for (const hour of [13.1, 14.1, 15.1]) await turnToHour(hour);
        // Stopped as idle: new requests must cause a notice.
        await askInVain('best-sellers');
      }
      await turnToHour(20.1);
      if (day === MONDAY) await askInVain('most-viewed');
      expect([day, await notices()]).toEqual([day, [...expected].sort()]);
    }
  });

  it('changes the options of a stopped recommender, which is stopped afterwards as well, and leaves nothing', async () => {
    await account.updated(SHOPS.retrained, { mayBeStopped: true });
    const { recommender } = await account.personalize.describeRecommender({
      recommenderArn: recommenderArnOf('most-viewed'),
    });
    expect(recommender?.recommenderConfig?.trainingDataConfig).toEqual({
      excludedDatasetColumns: { ITEMS: ['PRICE'] },
    });
    expect(await statuses()).toEqual(all('INACTIVE'));
    await account.gone();
  });
});
