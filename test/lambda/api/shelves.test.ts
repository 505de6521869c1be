import { openApiDocument } from '@ecommerce-recommenders/shop-data/contracts/api/openapi';
import { SHELF_SOURCES, type Shelves } from '@ecommerce-recommenders/shop-data/contracts/shelves/shelves';
import { asBuyer, events, SESSION, useWorld } from './world';

const world = useWorld();

const SHELVES: Shelves = {
  home: 'best-sellers',
  'best-sellers': 'best-sellers',
  basket: 'frequently-bought-together',
  seen: 'recently-viewed',
};

type Line = Readonly<Record<string, unknown>>;

const send = async (sent: object[], headers = {}, shelves: Shelves = SHELVES): Promise<Line[]> => {
  world.lines.length = 0;
  const answer = await world.start({ shelves })(events({ session: SESSION, events: sent }, headers));
  expect([202, 403]).toContain(answer.statusCode);
  return world.lines.map((line) => JSON.parse(line) as Line);
};

const BASKET = { useCase: 'frequently-bought-together', shelf: 'basket', from: 'live' };
const home = { itemId: 'i7', shelf: 'home', useCase: 'best-sellers', from: 'live' };
/** What CloudWatch keeps: dimensions and values. */
const kept = (lines: readonly Line[]): object[] => lines.map(({ _aws, ...rest }) => rest);

describe('the figures of a shelf', () => {
  it('are one line a shelf and source, from which CloudWatch takes metrics', async () => {
    const lines = await send([
      { ...home, type: 'Impression' },
      { ...home, type: 'Click' },
      { ...home, type: 'Click', itemId: 'i8' },
      { ...BASKET, type: 'Impression', itemId: 'i8', from: 'lists' },
      { type: 'Impression', itemId: 'i8', useCase: 'recently-viewed', shelf: 'seen', from: 'given' },
    ]);
    const shop = { Stack: 'Shop' };
    expect(kept(lines)).toEqual([
      { ...shop, Shelf: 'home', UseCase: 'best-sellers', Source: 'live', Impressions: 1, Clicks: 2 },
      { ...shop, Shelf: 'basket', UseCase: 'frequently-bought-together', Source: 'lists', Impressions: 1 },
      { ...shop, Shelf: 'seen', UseCase: 'recently-viewed', Source: 'given', Impressions: 1 },
    ]);
    const metrics = {
      Namespace: 'EcommerceRecommenders',
      Dimensions: [['Stack', 'Shelf', 'UseCase', 'Source']],
      Metrics: ['Impressions', 'Clicks'].map((Name) => ({ Name, Unit: 'Count' })),
    };
    expect(lines[0]._aws).toEqual({ Timestamp: Date.now(), CloudWatchMetrics: [metrics] });
    // A shelf without a name is under its use case.
    const unnamed = await send([{ ...home, type: 'Click', shelf: undefined }]);
    expect(kept(unnamed)).toMatchObject([{ Shelf: 'best-sellers', Clicks: 1 }]);
  });

  it('have an order and its revenue in each shelf that led to it, with the shop’s price where the event has none', async () => {
    const lines = await send(
      [
        { ...home, type: 'Purchase', quantity: 2 },
        { ...home, type: 'Purchase', itemId: 'i8', price: 1 },
        { ...BASKET, type: 'Purchase', itemId: 'i9', price: 3 },
        // Bought without a click.
        { type: 'Purchase', itemId: 'i10' },
      ],
      asBuyer('ann', 'i7', 'i8', 'i9', 'i10'),
    );
    expect(kept(lines)).toMatchObject([
      { Shelf: 'home', Orders: 1, Revenue: 16 },
      { Shelf: 'basket', Orders: 1, Revenue: 3 },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/i7|i8|i9|ann|session/);
  });

  it.each([
    ['a shelf that the settings do not name', { shelf: 'invented' }],
    ['a name that every object has', { shelf: 'constructor' }],
    ['a shelf with another use case', { useCase: 'most-viewed' }],
    ['a shelf without a use case', { useCase: undefined }],
    ['a source that the shelf cannot have', { from: 'given' }],
    ['no source', { from: undefined }],
  ])('count nothing of %s, which would be another metric on the bill', async (_what, other) => {
    expect(await send([{ ...home, ...other, type: 'Click' }])).toEqual([]);
  });

  it('are not kept without the setting, and not of what is refused', async () => {
    const click = { ...home, type: 'Click' };
    expect(await send([click], {}, {})).toEqual([]);
    expect(await send([click, { ...home, type: 'Purchase' }])).toEqual([]);
  });

  it('know each source that an answer with items can have', () => {
    const { components } = openApiDocument() as {
      components: { schemas: Record<string, { properties: { from: { enum: string[] } } }> };
    };
    const sources = ['Recommendations', 'Given'].flatMap(
      (name) => components.schemas[name].properties.from.enum,
    );
    expect(sources.filter((source) => source !== 'nothing')).toEqual(SHELF_SOURCES);
  });
});
