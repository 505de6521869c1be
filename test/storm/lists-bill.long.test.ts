import { readFileSync } from 'node:fs';
import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { HOURS_PER_MONTH } from '@ecommerce-recommenders/prices/charges';
import { listsCost, liveUsd } from '@ecommerce-recommenders/shop-data/cost/lists-cost';
import { USE_CASES_SETTING } from '@ecommerce-recommenders/shop-data/settings/use-cases-setting';
import { LISTABLE } from '@ecommerce-recommenders/shop-data/lists/serving';
import type { BillLine } from 'embedded-aws/billing/bill';
import { LOCAL_REGION } from 'embedded-aws/environment';
import { SHIPPED_ARCHIVE } from '../../packages/tools/test/sample/shipped-sample';
import { shopAssemblies } from './shop-assemblies';
import { startStormAccount, type StormAccount } from './storm-account';

jest.setTimeout(400_000);

const HOUR_MS = 3_600_000;
const HOURS = 4 * 7 * 24;
/** In {@link HOURS}, the deployment's own run aside. */
const RUNS = 4;
/** Of the shipped sample. */
const [ITEMS, USERS] = [2030, 4500];

const SHOPS = shopAssemblies({
  lists: { archive: readFileSync(SHIPPED_ARCHIVE), serving: 'lists', listsSchedule: 'rate(7 days)' },
});
const stateMachineArn = `arn:aws:states:${LOCAL_REGION}:123456789012:stateMachine:EcommerceRecommenders-lists`;
const useCases = USE_CASES_SETTING.parse([...LISTABLE], '')!;

describe('four weeks of lists of the shipped sample', () => {
  let account: StormAccount;
  let sfn: SFNClient;
  let before: BillLine[];
  let bill: BillLine[];

  beforeAll(async () => {
    account = await startStormAccount([SHOPS.lists], { latency: 'realistic' });
    const { aws } = account;
    sfn = new SFNClient({ endpoint: aws.endpoint, region: LOCAL_REGION });
    expect(await account.create(SHOPS.lists)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
    const endOfRuns = (): Promise<void> => account.until(async () => !(await isRunning()));
    await endOfRuns();
    before = await billNow();
    for (let hour = 0; hour < HOURS; hour++) {
      await aws.clock.advance(HOUR_MS);
      await account.rest();
      await endOfRuns();
    }
    bill = await billNow();
  });
  afterAll(async () => {
    sfn.destroy();
    await account.close();
  });

  const isRunning = async (): Promise<boolean> => {
    const list = new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING' });
    return (await sfn.send(list)).executions!.length > 0;
  };
  const billNow = async (): Promise<BillLine[]> =>
    (await (await fetch(`${account.aws.endpoint}/_local/bill`)).json()) as BillLine[];
  const added = (thing: string, member: 'quantity' | 'usd'): number => {
    const of = (lines: readonly BillLine[]): number =>
      lines.find(({ what }) => what === thing)?.[member] ?? 0;
    return of(bill) - of(before);
  };

  it('are billed for everything at most a tenth of what their live recommenders are', () => {
    const total = (lines: readonly BillLine[]): number => lines.reduce((sum, { usd }) => sum + usd, 0);
    const usd = total(bill) - total(before);
    expect(usd).toBeGreaterThan(0);
    expect(usd).toBeLessThan((liveUsd({ useCases, users: USERS }) * HOURS) / HOURS_PER_MONTH / 10);
  });

  it('are billed for recommenders no more than estimated, which counts at least an hour a run', () => {
    const estimate = listsCost({ useCases, users: USERS, items: ITEMS, filters: {}, runsPerMonth: RUNS });
    expect(estimate.hoursPerRun).toBe(1);
    expect(added('ACTIVE recommenders', 'quantity')).toBeGreaterThan(0);
    expect(added('ACTIVE recommenders', 'usd')).toBeLessThan(estimate.usdPerMonth);
    // About two thousand requests to a recommender in an hour, of which four thousand are included.
    expect(added('recommendations beyond the included ones', 'quantity')).toBe(0);
  });
});
