/** @jest-environment ./test/jest/in-order-environment.js */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { EffectReport } from '@ecommerce-recommenders/tools/effect/effect-report';
import { LOCAL_REGION, localEnvironment } from 'embedded-aws/environment';
import { shopAssemblies } from '../storm/shop-assemblies';
import { startStormAccount, type StormAccount } from '../storm/storm-account';
import { partOfSample } from '../support/part-of-sample';
import { until } from '../support/spawned-command';

const settings = {
  archive: partOfSample(),
  api: { origins: ['https://shop.example'], rate: 10_000, burst: 5_000, currency: 'USD' },
};
const SHOPS = shopAssemblies({
  halves: { ...settings, experiment: { share: 0.5 } },
  others: { ...settings, experiment: { share: 0.45 } },
});

// Each test continues with the previous test's stack. With another share it is another experiment, which begins anew.
describe('an experiment, deployed on the embedded AWS', () => {
  let account: StormAccount;
  beforeAll(async () => {
    account = await startStormAccount(Object.values(SHOPS), { functions: 'processes' });
  });
  afterAll(() => account.close());

  const run = async (...args: string[]): Promise<string> => {
    const env = localEnvironment({ endpoint: account.aws.endpoint, region: LOCAL_REGION });
    return (await promisify(execFile)(process.execPath, ['bin/recommenders.cjs', ...args], { env })).stdout;
  };
  const effect = async (): Promise<EffectReport> => JSON.parse(await run('effect', '--json')) as EffectReport;
  const shop = (uplift: number): Promise<string> =>
    run('shoppers', '--days', '3', '--visitors', '600', '--uplift', String(uplift));

  it('has not counted anybody before the first visitor', async () => {
    expect(await account.create(SHOPS.halves)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
    expect(await run('effect')).toMatch(/^The experiment 0\.5-best-sellers has not counted a visitor yet\./);
  });

  it('finds an uplift of a half that is planted', async () => {
    expect(await shop(0.5)).toMatch(/^Planted: an uplift of 50 %/m);
    const { effect: found } = await effect();
    expect(found!.visitors.control + found!.visitors.recommendations).toBe(1_800);
    expect(found!.sampleRatio.isRight).toBe(true);
    expect(found!.metrics.clicks.difference!.low).toBeGreaterThan(0);
    expect(found!.metrics.clicks.uplift).toBeGreaterThan(0.25);
    expect(found!.metrics.clicks.uplift).toBeLessThan(0.75);
    expect(await run('effect')).toMatch(/^Clicks: decided on \d{4}-\d\d-\d\d, more with recommendations\.$/m);
  });

  it('finds nothing where nothing is planted', async () => {
    expect(await account.update(SHOPS.others)).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
    await shop(0);
    const { effect: found } = await effect();
    expect(found!.visitors.control + found!.visitors.recommendations).toBe(1_800);
    for (const { decidedOn } of Object.values(found!.metrics)) expect(decidedOn).toBeUndefined();
    expect(found!.sampleRatio.isRight).toBe(true);
  });

  it('is added up at five past the hour, and says the same then', async () => {
    const before = await effect();
    expect(before.addedUpUntil).toBeNull();
    await account.aws.clock.advance(3_600_000);
    await until(async () => (await effect()).addedUpUntil !== null);
    expect((await effect()).effect!.visitors).toEqual(before.effect!.visitors);
    expect((await effect()).effect!.metrics).toEqual(before.effect!.metrics);
  });
});
