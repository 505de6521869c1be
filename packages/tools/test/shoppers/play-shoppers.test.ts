import {
  assignmentOf,
  experimentName,
  type Experiment,
} from '@ecommerce-recommenders/shop-data/contracts/functions/experiment';
import {
  countLine,
  type CountedRequest,
} from '@ecommerce-recommenders/shop-data/contracts/experiment/count-line';
import { foldLines } from '@ecommerce-recommenders/shop-data/contracts/experiment/experiment-day';
import { effectOf, type Effect } from '@ecommerce-recommenders/shop-data/insight/effect/effect';
import { requireEmbeddedShop } from '../../src/shoppers/embedded-shop';
import { playShoppers, type Seen } from '../../src/shoppers/play-shoppers';
import { httpShopApi } from '../../src/shoppers/shop-api';

/** The two routes of the API that shoppers use, implemented as far as an experiment needs them. */
class FakeShop {
  readonly lines: string[] = [];
  readonly asked: URL[] = [];
  /** How many of the next requests the stage will reject. */
  refusing = 0;
  /** Number of guests who have asked, and maximum number to admit. */
  guests = 0;
  mostGuests = 0;
  readonly told: { readonly body: CountedRequest; readonly token?: string }[] = [];

  constructor(private readonly experiment?: Experiment) {}

  effect(): Effect | undefined {
    const { totals } = foldLines(this.lines, experimentName(this.experiment!));
    return effectOf([{ day: '2026-11-27', totals }], { share: this.experiment!.share });
  }

  async answer(request: Request): Promise<[number, unknown]> {
    if (this.refusing > 0) {
      this.refusing--;
      return [429, { message: 'Too many requests' }];
    }
    const url = new URL(request.url);
    if (url.pathname === '/_local/health') return [200, {}];
    if (url.pathname === '/guests') return this.admit();
    if (url.pathname !== '/events') return this.show(url);
    return this.take((await request.json()) as CountedRequest, request.headers.get('x-user-token'));
  }

  private admit(): [number, unknown] {
    const guest = `guest:${this.guests + 1}`;
    return this.guests++ < this.mostGuests
      ? [201, { guest, token: `token-of-${guest}`, expires: 1 }]
      : [429, { message: 'No more guests' }];
  }

  private take(told: CountedRequest, token: string | null): [number, unknown] {
    this.told.push({ body: told, token: token ?? undefined });
    if (token === null && told.events.some(({ type }) => type === 'Purchase'))
      return [403, { message: 'not proven' }];
    const line = this.experiment && countLine(this.experiment, told);
    if (line !== undefined) this.lines.push(line);
    return [202, { accepted: told.events.length }];
  }

  private show(url: URL): [number, unknown] {
    this.asked.push(url);
    const visitor = url.searchParams.get('visitor');
    const assignment = this.experiment && visitor !== null && assignmentOf(this.experiment, Number(visitor));
    const items = [7, 8, 9].map((price) => ({ itemId: `i${price}`, price }));
    Object.assign(items[0], { rule: 'winter' });
    return [200, { useCase: url.pathname.split('/')[2], from: 'live', ...assignment, items }];
  }
}

const EXPERIMENT: Experiment = { share: 0.1, control: 'best-sellers', windowDays: 7 };

/** The shops by their hosts. Nothing listens at any other. */
const shops = new Map<string, FakeShop>();
beforeEach(() => {
  jest.spyOn(globalThis, 'fetch').mockImplementation(async (...asked) => {
    const request = new Request(...asked);
    const shop = shops.get(new URL(request.url).host);
    if (!shop) throw new TypeError('fetch failed');
    const [status, body] = await shop.answer(request);
    return Response.json(body, { status });
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  shops.clear();
});

const USUAL = { seed: 1, uplift: 0.5, visitors: 100, experiment: EXPERIMENT as Experiment | null };

/** @param told - changes of the fake shop */
async function play(
  given: Partial<typeof USUAL> & { guests?: number; carts?: number } = {},
  told: Partial<FakeShop> = {},
) {
  const { seed, uplift, visitors, experiment, ...habits } = { ...USUAL, ...given };
  const shop = Object.assign(new FakeShop(experiment ?? undefined), told);
  const host = `shop-${shops.size}.test`;
  shops.set(host, shop);
  let throttled = 0;
  const tokenOf = async (user: string): Promise<string> => `token-of-${user}`;
  const api = httpShopApi(`http://${host}`, { tokenOf, onThrottled: () => throttled++ });
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
  const tokens = shop.told.flatMap(({ token }) => token ?? []);
  expect(tokens).toHaveLength(control.orders + recommendations.orders);
  expect(tokens[0]).toMatch(/^token-of-shopper-1-1-\d+$/);
  expect(outcome.byRule).toEqual(new Map([['winter', shop.asked.length]]));
  const clicks = shop.told.flatMap(({ body }) => body.events.filter(({ type }) => type === 'Click'));
  expect(clicks.length).toBeGreaterThan(0);
  const useCase = expect.stringMatching(/most-viewed|bought/) as string;
  for (const click of clicks) expect(click).toMatchObject({ from: 'live', useCase });
});

it('shoppers do the same with the same seed, and something else with another', async () => {
  const played = await Promise.all([1, 1, 2].map((seed) => play({ seed })));
  const [one, same, other] = played.map(({ shop }) => [...shop.lines].sort());
  expect(same).toEqual(one);
  expect(other).not.toEqual(one);
});

it('shoppers move an experiment by the uplift that is planted, and not without one', async () => {
  const experiment: Experiment = { ...EXPERIMENT, share: 0.5 };
  const [planted, none] = await Promise.all(
    [0.5, 0].map((uplift) => play({ uplift, visitors: 1_500, experiment })),
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
  const [guests, none] = await Promise.all([play({ guests: 0.5 }, { mostGuests: 30 }), play()]);
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
  const { shop, throttled } = await play({ visitors: 20 }, { refusing: 5 });
  expect(throttled).toBe(5);
  const { visitors } = shop.effect()!;
  expect(visitors.control + visitors.recommendations).toBe(40);
});

it('shoppers fail where there is no experiment, with how to begin one', async () => {
  await expect(play({ experiment: null, visitors: 1 })).rejects.toThrow('Set experiment to {"share":0.1}');
});

const endpoint = 'http://127.0.0.1:5001';
beforeEach(() => void shops.set('127.0.0.1:5001', new FakeShop()));

it('shoppers visit a stack on the embedded AWS', async () => {
  await requireEmbeddedShop(endpoint);
  await requireEmbeddedShop(endpoint, { url: 'http://127.0.0.1:5000', stack: 'Shop' });
});

const NO_API = { url: undefined, stack: 'Shop' };
const ELSEWHERE = { ...NO_API, url: 'https://abc.execute-api.eu-west-1.amazonaws.com' };
it.each([
  ['AWS', undefined, undefined, 'AWS_ENDPOINT_URL is not set, which is no embedded AWS.'],
  [
    'an endpoint elsewhere',
    'https://vpce.example',
    undefined,
    'is https://vpce.example, which is no embedded',
  ],
  ['an address that is none', 'nonsense', undefined, 'AWS_ENDPOINT_URL is nonsense'],
  [
    'a port where nothing listens',
    'http://127.0.0.1:1',
    undefined,
    'No embedded AWS answers at http://127.0.0.1:1.',
  ],
  ['a stack with no API', endpoint, NO_API, 'The stack Shop has no API for shoppers to visit.'],
  ['a stack with an API elsewhere', endpoint, ELSEWHERE, 'which is not on this machine'],
])('shoppers refuse %s', async (_, address, shop, message) => {
  await expect(requireEmbeddedShop(address, shop)).rejects.toThrow(message);
});
