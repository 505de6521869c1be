import { GetRecommendationsCommand, PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { ListRecommendersCommand } from '@aws-sdk/client-personalize';
import { ListExecutionsCommand, ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { LOCAL_REGION } from '../../cli/local-environment';
import type { Settings } from '../../lib/settings';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';
import { startStormAccount, type StormAccount } from './storm-account';

jest.setTimeout(120_000);

const HOUR_MS = 3_600_000;
const ZONE = 'Asia/Seoul';

/** A Monday's midnight in Seoul, two days from now or more, and the Wednesday of its week. */
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
const settings: Partial<Settings> = {
  trainingTimeoutHours: 1,
  useCases: new Map([
    ['most-viewed', {}],
    ['best-sellers', {}],
  ]),
  runningHours: {
    days: ['MON', 'TUE', 'WED', 'THU', 'FRI'],
    from: '08:00',
    to: '20:00',
    timeZone: ZONE,
    holidays: [wednesday],
  },
  stopWhenIdleHours: 3,
};
const SHOPS = shopAssemblies({
  shop: { ...settings, archive: smallShop() },
  changed: { ...settings, archive: smallShop({ price: 99 }) },
});

describe('a shop with running hours', () => {
  let account: StormAccount;
  let runtime: PersonalizeRuntimeClient;
  let states: SFNClient;
  let machine: string;
  beforeAll(async () => {
    account = await startStormAccount(Object.values(SHOPS));
    const config = { endpoint: account.aws.endpoint, region: LOCAL_REGION };
    runtime = new PersonalizeRuntimeClient(config);
    states = new SFNClient(config);
  });
  afterAll(async () => {
    runtime.destroy();
    states.destroy();
    await account.close();
  });

  /** Statuses by use case. */
  async function statuses(): Promise<Record<string, string>> {
    const { recommenders = [] } = await account.personalize.send(new ListRecommendersCommand({}));
    return Object.fromEntries(recommenders.map(({ name, status }) => [name!.replace(/^.*?-/, ''), status!]));
  }

  async function ask(useCase: string): Promise<void> {
    const { recommenders = [] } = await account.personalize.send(new ListRecommendersCommand({}));
    const { recommenderArn } = recommenders.find(({ name }) => name!.endsWith(useCase))!;
    await runtime.send(new GetRecommendationsCommand({ recommenderArn, userId: 'u1' }));
  }

  /** Turns the clock to a time, and waits for the end of what that has started. */
  async function turnTo(atMs: number): Promise<void> {
    account.aws.clock.advance(atMs - account.aws.clock.now());
    let before = -1;
    await account.until(async () => {
      const running = new ListExecutionsCommand({ stateMachineArn: machine, statusFilter: 'RUNNING' });
      const { executions = [] } = await states.send(running);
      const { total } = account.aws.requests;
      const isQuiet = executions.length === 0 && total === before + 1;
      before = total;
      return isQuiet;
    });
  }

  it('runs them on its days, without those nobody asks, and survives a deployment and a destroy', async () => {
    expect(await account.create(SHOPS.shop)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
    // Whenever that was, deployed recommenders run until their hours end, or nobody asks.
    expect(Object.values(await statuses())).toEqual(['ACTIVE', 'ACTIVE']);
    const { stateMachines = [] } = await states.send(new ListStateMachinesCommand({}));
    machine = stateMachines.find(({ name }) => name!.includes('Pauses'))!.stateMachineArn!;

    const both = (status: string): object => ({ 'most-viewed': status, 'best-sellers': status });
    for (let day = 0; day < 7; day += 1) {
      const hour = (hours: number): number => mondayMs + (day * 24 + hours) * HOUR_MS;
      const isWorkday = day < 5 && day !== 2;
      await turnTo(hour(7.9));
      expect([day, await statuses()]).toEqual([day, both('INACTIVE')]);
      await turnTo(hour(8.1));
      expect([day, await statuses()]).toEqual([day, both(isWorkday ? 'ACTIVE' : 'INACTIVE')]);
      if (isWorkday) {
        await ask('most-viewed');
        await turnTo(hour(10.5));
        await ask('most-viewed');
        await turnTo(hour(12.1));
        expect(await statuses()).toEqual({ 'most-viewed': 'ACTIVE', 'best-sellers': 'INACTIVE' });
      }
      await turnTo(hour(20.1));
      expect([day, await statuses()]).toEqual([day, both('INACTIVE')]);
    }

    expect(await account.update(SHOPS.changed)).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
    expect(await statuses()).toEqual(both('INACTIVE'));
    expect(await account.destroy()).toMatchObject({ status: 'DELETE_COMPLETE', reasons: [] });
    expect(await account.inventory()).toEqual([]);
  });
});
