import { CloudWatchClient, type GetMetricDataCommandInput } from '@aws-sdk/client-cloudwatch';
import type { DeployedShelves } from '@ecommerce-recommenders/shop-data/contracts/shelves/shelves';
import { SHELVES_OUTPUT } from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import { deployedShelves, readShelves } from '../../src/effect/read-shelves';
import type { ShelvesRead } from '../../src/effect/shelf-figures';
import { shelvesText } from '../../src/effect/shelves-text';
import { PAGE_API } from '../../src/page/page-api';
import { pageClients, Shop } from '../../src/page/shop';
import { fakeClient } from '../support/fake-client';

const DEPLOYED: DeployedShelves = {
  shelves: { home: 'best-sellers', basket: 'frequently-bought-together', seen: 'recently-viewed' },
  stackName: 'Shop',
  currency: 'EUR',
};

/** Daily sums by metric, shelf, use case and source. */
const SUMS: Readonly<Record<string, readonly number[]>> = {
  'Impressions home best-sellers live': [1_000, 200],
  'Clicks home best-sellers live': [50, 10],
  'Orders home best-sellers live': [3],
  'Revenue home best-sellers live': [100, 20.5],
  'Impressions home best-sellers catalogue': [7],
  // The purchase was days after the click.
  'Orders basket frequently-bought-together lists': [1],
  'Revenue basket frequently-bought-together lists': [9],
};

const asked: GetMetricDataCommandInput[] = [];
// Each page has one day.
const cloudWatch = fakeClient(CloudWatchClient, {
  GetMetricData: (input: GetMetricDataCommandInput) => {
    asked.push(input);
    const day = Number(input.NextToken ?? 0);
    return {
      MetricDataResults: input.MetricDataQueries!.map(({ Id, MetricStat }) => {
        const { MetricName, Dimensions = [] } = MetricStat!.Metric!;
        const [stack, ...others] = Dimensions.map(({ Value }) => Value);
        expect(stack).toBe('Shop');
        const sum = SUMS[[MetricName, ...others].join(' ')]?.[day];
        return { Id, Values: sum === undefined ? [] : [sum] };
      }),
      NextToken: day === 0 ? '1' : undefined,
    };
  },
});
const nowMs = Date.parse('2026-11-27T09:00:00Z');
const read = (): Promise<ShelvesRead> => readShelves(cloudWatch, DEPLOYED, { days: 7, nowMs });

beforeEach(() => void asked.splice(0));

it('the figures of shelves are the sums of the last days, by shelf and source, also on the page', async () => {
  const home = { shelf: 'home', useCase: 'best-sellers' };
  const basket = { shelf: 'basket', useCase: 'frequently-bought-together', source: 'lists' };
  expect(await read()).toEqual({
    days: { first: '2026-11-21', last: '2026-11-27' },
    currency: 'EUR',
    figures: [
      { ...home, source: 'live', impressions: 1_200, clicks: 60, orders: 3, revenue: 120.5 },
      { ...home, source: 'catalogue', impressions: 7, clicks: 0, orders: 0, revenue: 0 },
      { ...basket, impressions: 0, clicks: 0, orders: 1, revenue: 9 },
    ],
    unseen: ['basket', 'seen'],
  });
  const outputs = { DataBucketName: 'data', [SHELVES_OUTPUT]: JSON.stringify(DEPLOYED) };
  const shop = new Shop('Shop', { ...pageClients(), cloudWatch }, outputs);
  const onPage = await PAGE_API['/api/shelves'](shop, new URLSearchParams(), {});
  expect(onPage.figures).toMatchObject([{ revenue: 120.5 }, { impressions: 7 }, { orders: 1 }]);
  const [StartTime, EndTime] = [new Date('2026-11-21'), new Date('2026-11-28')];
  expect(asked[0]).toMatchObject({ StartTime, EndTime });
});

it('the figures of shelves are a table in words, which says what no figure of a shelf says', async () => {
  const text = shelvesText(await read(), 100);
  expect(text).toMatch(/^Shelves from 2026-11-21 to 2026-11-27, UTC\.\n/);
  expect(text).toMatch(/revenue, EUR/);
  expect(text).toMatch(/home +best-sellers +live +1,200 +60 +5\.0 +3 +120\.50\n/);
  expect(text).toMatch(/basket +frequently-bought-together +lists +0 +0 +1 +9\.00\n/);
  expect(text).toContain('Nobody has seen basket, seen.');
  expect(text).toContain('Only an experiment can tell');
});

it('the figures of shelves fail where a stack counts none, and say how to begin', () => {
  expect(() => deployedShelves({}, 'Shop')).toThrow(
    'The stack Shop counts no shelves. Set shelves to {"home":"best-sellers"}, or what your shelves are called, and api, in cdk.json',
  );
});
