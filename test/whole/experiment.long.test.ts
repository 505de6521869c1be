/** @jest-environment ./test/jest/in-order-environment.js */
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EffectReport } from '@ecommerce-recommenders/tools/effect/effect-report';
import type { ShelfFigures, ShelvesRead } from '@ecommerce-recommenders/tools/effect/shelf-figures';
import type { Recommendations } from '../../lambda/api/recommend';
import { shopAccount } from '../storm/shop-account';
import { shopAssemblies } from '../storm/shop-assemblies';
import { partOfSample } from '../support/part-of-sample';
import { runCommand } from '../support/run-command';
import { until } from '../support/spawned-command';

const settings = {
  archive: partOfSample(),
  api: { origins: ['https://shop.example'], rate: 10_000, burst: 5_000, currency: 'USD', rules: true },
  guests: { perDay: 1_000, perAddress: 1_000 },
  shelves: {
    'most-viewed': 'most-viewed',
    'frequently-bought-together': 'frequently-bought-together',
    'customers-who-viewed-x-also-viewed': 'customers-who-viewed-x-also-viewed',
  },
};
const SHOPS = shopAssemblies({
  halves: { ...settings, experiment: { share: 0.5 } },
  others: { ...settings, experiment: { share: 0.45 } },
});
/** An item that nobody has bought. */
const UNBOUGHT = 'c30a1c40-98e8-4563-a22a-85d12c338829';

// Each test continues with the previous test's stack. With another share it is another experiment, which begins anew.
describe('an experiment, deployed on the embedded AWS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'experiment-'));
  const account = shopAccount(SHOPS, { functions: 'processes' });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (...args: string[]): Promise<string> => runCommand(account.aws.endpoint, ...args);
  const effect = async (): Promise<EffectReport> => JSON.parse(await run('effect', '--json')) as EffectReport;
  /** Each visitor is counted in one half. */
  const expectWhole = ({ visitors, sampleRatio }: NonNullable<EffectReport['effect']>): void =>
    expect([visitors.control + visitors.recommendations, sampleRatio.isRight]).toEqual([1_800, true]);
  const shop = (uplift: number, ...others: string[]): Promise<string> =>
    run('shoppers', '--days', '3', '--visitors', '600', '--uplift', String(uplift), ...others);
  const isPinned = async (): Promise<boolean> => {
    const { ApiUrl } = await account.outputs();
    const answer = await fetch(`${ApiUrl}/recommendations/most-viewed?num=1`);
    return ((await answer.json()) as Recommendations).items[0].itemId === UNBOUGHT;
  };

  it('has not counted anybody before the first visitor', async () => {
    await account.created(SHOPS.halves);
    expect(await run('effect')).toMatch(/^The experiment 0\.5-best-sellers has not counted a visitor yet\./);
  });

  it('finds an uplift of a half that is planted, also with guests, carts and a rule that all of them see', async () => {
    const file = join(folder, 'rules.json');
    await writeFile(file, JSON.stringify([{ name: 'unloved', action: 'pin', items: [UNBOUGHT] }]));
    await run('rules', 'set', file);
    await until(isPinned);
    const played = await shop(0.5, '--guests', '0.2', '--carts', '0.5');
    expect(played).toMatch(/^Planted: an uplift of 50 %/m);
    expect(played).toMatch(/^Guests made \d{3} visits\.$/m);
    expect(played).toMatch(/^The rule unloved was seen at work in \d,\d{3} visits\.$/m);
    const { effect: found } = await effect();
    expectWhole(found!);
    expect(found!.metrics.clicks.difference!.low).toBeGreaterThan(0);
    expect(found!.metrics.clicks.uplift).toBeGreaterThan(0.25);
    expect(found!.metrics.clicks.uplift).toBeLessThan(0.75);
    expect(await run('effect')).toMatch(/^Clicks: decided on \d{4}-\d\d-\d\d, more with recommendations\.$/m);
  });

  it('has the same clicks in the figures of the shelves', async () => {
    const { figures } = JSON.parse(await run('effect', '--shelves', '--json')) as ShelvesRead;
    const { visitors, metrics } = (await effect()).effect!;
    const clicks = (['control', 'recommendations'] as const).map(
      (arm) => (metrics.clicks[arm] * visitors[arm]) / 1_000,
    );
    const sum = (of: (one: ShelfFigures) => number): number =>
      figures.reduce((total, one) => total + of(one), 0);
    expect(sum((one) => one.clicks)).toBeCloseTo(clicks[0] + clicks[1]);
    expect(sum((one) => one.impressions)).toBeGreaterThan(1_800);
    expect(new Set(figures.map(({ shelf }) => shelf)).size).toBe(3);
    expect(figures.map(({ source }) => source)).toEqual(expect.arrayContaining(['live', 'best-sellers']));
  });

  it('finds nothing where nothing is planted', async () => {
    await account.updated(SHOPS.others);
    await shop(0);
    const { effect: found } = await effect();
    expectWhole(found!);
    for (const { decidedOn } of Object.values(found!.metrics)) expect(decidedOn).toBeUndefined();
  });

  it('is added up at five past the hour, and says the same then', async () => {
    const before = await effect();
    expect(before.addedUpUntil).toBeNull();
    await account.aws.clock.advance(3_600_000);
    await until(async () => (await effect()).addedUpUntil !== null);
    const { visitors, metrics } = (await effect()).effect!;
    expect(before.effect).toMatchObject({ visitors, metrics });
  });
});
