import { openApiDocument } from '@ecommerce-recommenders/shop-data/contracts/api/openapi';
import { SHELF_SOURCES, type Shelves } from '@ecommerce-recommenders/shop-data/contracts/shelves/shelves';
import { asBuyer, events, SESSION, settled, useClock, World } from './world';

useClock();

const SHELVES: Shelves = {
  home: 'best-sellers',
  'best-sellers': 'best-sellers',
  basket: 'frequently-bought-together',
  seen: 'recently-viewed',
};

interface Line extends Readonly<Record<string, unknown>> {
  readonly _aws: {
    readonly Timestamp: number;
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string }[];
    }[];
  };
}

/** The lines of one request, parsed. */
const send = async (
  sent: object[],
  headers = {},
  shelves: Shelves | undefined = SHELVES,
): Promise<Line[]> => {
  const world = new World();
  const request = events({ session: SESSION, events: sent }, headers);
  const { statusCode } = await settled(world.start({ shelves })(request));
  expect([202, 403]).toContain(statusCode);
  return world.lines.map((line) => JSON.parse(line) as Line);
};

const home = { itemId: 'i7', shelf: 'home', useCase: 'best-sellers', from: 'live' };
/** What CloudWatch keeps: dimensions and values. */
const kept = (lines: readonly Line[]): object[] => lines.map(({ _aws, ...rest }) => rest);

describe('the figures of a shelf', () => {
  it('are one line a shelf and source, from which CloudWatch takes metrics', async () => {
    const lines = await send([
      { ...home, type: 'Impression' },
      { ...home, type: 'Click' },
      { ...home, type: 'Click', itemId: 'i8' },
      {
        type: 'Impression',
        itemId: 'i8',
        useCase: 'frequently-bought-together',
        shelf: 'basket',
        from: 'lists',
      },
      { type: 'Impression', itemId: 'i8', useCase: 'recently-viewed', shelf: 'seen', from: 'given' },
    ]);
    const shop = { Stack: 'Shop' };
    expect(kept(lines)).toEqual([
      { ...shop, Shelf: 'home', UseCase: 'best-sellers', Source: 'live', Impressions: 1, Clicks: 2 },
      { ...shop, Shelf: 'basket', UseCase: 'frequently-bought-together', Source: 'lists', Impressions: 1 },
      { ...shop, Shelf: 'seen', UseCase: 'recently-viewed', Source: 'given', Impressions: 1 },
    ]);
    expect(lines[0]._aws).toEqual({
      Timestamp: Date.now(),
      CloudWatchMetrics: [
        {
          Namespace: 'EcommerceRecommenders',
          Dimensions: [['Stack', 'Shelf', 'UseCase', 'Source']],
          Metrics: [
            { Name: 'Impressions', Unit: 'Count' },
            { Name: 'Clicks', Unit: 'Count' },
          ],
        },
      ],
    });
  });

  it('have an order and its revenue in each shelf that led to it, with the shop’s price where the event has none', async () => {
    const basket = { useCase: 'frequently-bought-together', shelf: 'basket', from: 'live' };
    const lines = await send(
      [
        { ...home, type: 'Purchase', quantity: 2 },
        { ...home, type: 'Purchase', itemId: 'i8', price: 1 },
        { ...basket, type: 'Purchase', itemId: 'i9', price: 3 },
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

  it('are under the use case for a shelf without a name', async () => {
    expect(kept(await send([{ ...home, type: 'Click', shelf: undefined }]))).toMatchObject([
      { Shelf: 'best-sellers', Clicks: 1 },
    ]);
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
    expect(await send([{ ...home, type: 'Click' }], {}, {})).toEqual([]);
    expect(
      await send([
        { ...home, type: 'Click' },
        { ...home, type: 'Purchase' },
      ]),
    ).toEqual([]);
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
