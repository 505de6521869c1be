import type { Experiment } from '@ecommerce-recommenders/shop-data/contracts/functions/experiment';
import { playShoppers, type Seen } from '../../src/shoppers/play-shoppers';
import { httpShopApi } from '../../src/shoppers/shop-api';
import { FakeShop } from './fake-shop';

const EXPERIMENT: Experiment = { share: 0.1, control: 'best-sellers', windowDays: 7 };

const shops: FakeShop[] = [];
afterEach(() => Promise.all(shops.splice(0).map((shop) => shop.stop())));

interface Playing {
  readonly seed?: number;
  readonly uplift?: number;
  readonly visitors?: number;
  readonly experiment?: Experiment | null;
  readonly isDirect?: boolean;
  readonly guests?: number;
  readonly carts?: number;
}

async function play(given: Playing = {}, prepare: (shop: FakeShop) => void = () => undefined) {
  const { seed = 1, uplift = 0.5, visitors = 100, experiment = EXPERIMENT, isDirect, ...habits } = given;
  const shop = new FakeShop(experiment ?? undefined);
  shops.push(shop);
  const url = await shop.start();
  prepare(shop);
  let throttled = 0;
  const tokenOf = async (user: string): Promise<string> => `token-of-${user}`;
  const api = isDirect ? shop.direct : httpShopApi(url, { tokenOf, onThrottled: () => throttled++ });
  const days: Seen[] = [];
  const items = [{ itemId: 'i1', price: 10 }];
  const outcome = await playShoppers(
    { api, useCases: ['most-viewed', 'frequently-bought-together'], items, uplift, ...habits },
    { days: 2, visitors, seed, onDay: (_, ofDay) => days.push(ofDay) },
  );
  return { shop, seen: outcome.seen, outcome, days, throttled };
}

it('shoppers do what the experiment counts, are proven where they buy, and tell which shelf led to what they do', async () => {
  const { shop, seen, days, outcome } = await play();
  const { visitors, metrics } = shop.effect()!;
  const { control, recommendations } = seen;
  expect(visitors).toEqual({ control: control.visitors, recommendations: recommendations.visitors });
  expect(visitors.control + visitors.recommendations).toBe(200);
  for (const name of ['clicks', 'orders', 'revenue'] as const)
    expect(metrics[name].recommendations * visitors.recommendations).toBeCloseTo(
      1_000 * recommendations[name],
    );
  expect(days).toHaveLength(2);
  for (const { pathname, searchParams } of shop.asked)
    expect(searchParams.get('item')).toBe(pathname.endsWith('frequently-bought-together') ? 'i1' : null);
  expect(shop.tokens).toHaveLength(control.orders + recommendations.orders);
  expect(shop.tokens[0]).toMatch(/^token-of-shopper-1-1-\d+$/);
  expect(outcome.byRule).toEqual(new Map([['winter', shop.asked.length]]));
  const clicks = shop.told.flatMap(({ body }) => body.events.filter(({ type }) => type === 'Click'));
  expect(clicks.length).toBeGreaterThan(0);
  const useCase = expect.stringMatching(/most-viewed|bought/) as string;
  for (const click of clicks) expect(click).toMatchObject({ from: 'live', useCase });
});

it('shoppers do the same with the same seed, and something else with another', async () => {
  const played = await Promise.all([1, 1, 2].map((seed) => play({ seed, isDirect: true })));
  const [one, same, other] = played.map(({ shop }) => [...shop.lines].sort());
  expect(same).toEqual(one);
  expect(other).not.toEqual(one);
});

it('shoppers move an experiment by the uplift that is planted, and not without one', async () => {
  const experiment: Experiment = { ...EXPERIMENT, share: 0.5 };
  const [planted, none] = await Promise.all(
    [0.5, 0].map((uplift) => play({ uplift, visitors: 1_500, experiment, isDirect: true })),
  );
  const { clicks } = planted.shop.effect()!.metrics;
  expect(clicks.decidedOn).toBeDefined();
  expect(clicks.difference!.low).toBeGreaterThan(0);
  expect(clicks.uplift).toBeGreaterThan(0.3);
  const { metrics, sampleRatio } = none.shop.effect()!;
  expect([metrics.clicks.decidedOn, metrics.orders.decidedOn]).toEqual([undefined, undefined]);
  expect(sampleRatio.isRight).toBe(true);
});

it('shoppers stand as guests where they agree and the shop admits them, also when they buy, and do the same otherwise', async () => {
  const admitting = (shop: FakeShop): void => void (shop.mostGuests = 30);
  const [guests, none] = await Promise.all([play({ guests: 0.5 }, admitting), play()]);
  const { shop, outcome } = guests;
  expect(shop.guests).toBeGreaterThan(60);
  expect(shop.guests).toBeLessThan(140);
  expect(outcome.guests).toBeGreaterThanOrEqual(30);
  const ofGuests = shop.told.filter(({ token }) => token?.startsWith('token-of-guest:'));
  expect(ofGuests).toHaveLength(outcome.guests);
  expect(new Set(ofGuests.map(({ token }) => token)).size).toBe(30);
  expect(ofGuests.some(({ body }) => body.events.some(({ type }) => type === 'Purchase'))).toBe(true);
  expect(outcome.seen).toEqual(none.seen);
  expect(none.shop.guests).toBe(0);
});

it('shoppers ask about their carts, where they have some', async () => {
  const { shop } = await play({ carts: 0.5 });
  const about = shop.asked.filter(({ pathname }) => pathname.endsWith('frequently-bought-together'));
  const carts = about.filter(({ searchParams }) => searchParams.has('items'));
  expect(carts.length).toBeGreaterThan(about.length / 4);
  expect(carts.length).toBeLessThan((3 * about.length) / 4);
  expect(carts[0].searchParams.get('items')).toBe('i1,i1,i1');
  expect(carts[0].searchParams.has('item')).toBe(false);
});

it('shoppers come back where the stage admits no more for now, and are counted once', async () => {
  const { shop, throttled } = await play({ visitors: 20 }, (one) => (one.refusing = 5));
  expect(throttled).toBe(5);
  const { visitors } = shop.effect()!;
  expect(visitors.control + visitors.recommendations).toBe(40);
});

it('shoppers fail where there is no experiment, with how to begin one', async () => {
  await expect(play({ experiment: null, visitors: 1 })).rejects.toThrow('Set experiment to {"share":0.1}');
});
