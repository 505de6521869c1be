import { openApiDocument } from '@ecommerce-recommenders/shop-data/contracts/api/openapi';
import { SHELF_SOURCES, type Shelves } from '@ecommerce-recommenders/shop-data/contracts/shelves/shelves';
import { asBuyer, bodyOf, BOUGHT, events, itemsOf, SESSION, useWorld } from './world';
import type { Experiment } from '@ecommerce-recommenders/shop-data/contracts/functions/experiment';

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

const EXPERIMENT: Experiment = { share: 0.1, control: 'best-sellers', windowDays: 7 };
const CONTROL = 17;
const TREATED = 4_000_000_123;

const ask = async (visitor: number | undefined, experiment: Experiment | undefined, path = BOUGHT) => {
  world.lines.length = world.sent.length = world.log.length = 0;
  const of = visitor === undefined ? '' : `${path.includes('?') ? '&' : '?'}visitor=${visitor}`;
  const answer = await world.start({ experiment })(`${path}${of}`);
  return { body: bodyOf(answer), items: itemsOf(answer) };
};

describe('a visitor of an experiment', () => {
  it('gets recommendations, or best sellers in their place, and what the browser has to know', async () => {
    const treated = await ask(TREATED, EXPERIMENT);
    const told = { experiment: '0.1-best-sellers', windowDays: 7 };
    expect(treated.items).toEqual(['i7', 'i8']);
    expect(treated.body).toMatchObject({ ...told, arm: 'recommendations', from: 'live', because: 'asked' });
    const control = await ask(CONTROL, EXPERIMENT);
    expect(control.items).toEqual(['i2', 'i4', 'i5']);
    expect(control.body).toMatchObject({ arm: 'control', from: 'best-sellers', because: 'control' });
    expect(world.log.map(({ message }) => message)).not.toContain('fallback');
  });

  it('gets the best sellers that all get where they are what was asked for', async () => {
    const path = '/recommendations/best-sellers';
    const control = await ask(CONTROL, EXPERIMENT, path);
    expect(control.items).toEqual((await ask(TREATED, EXPERIMENT, path)).items);
    expect(control.body).toMatchObject({ from: 'live', because: 'asked' });
  });

  it('gets nothing where that is what is compared with, and nobody is asked', async () => {
    const { body, items } = await ask(CONTROL, { ...EXPERIMENT, control: 'nothing' });
    expect(items).toEqual([]);
    const arm = { arm: 'control', experiment: '0.1-nothing' };
    expect(body).toMatchObject({ from: 'nothing', because: 'control', ...arm });
    expect(world.askedOf('frequently-bought-together')).toEqual([]);
    expect(world.log.map(({ message }) => message)).not.toContain('fallback');
  });

  it('is nobody without an experiment, or without a number', async () => {
    for (const { body } of [await ask(CONTROL, undefined), await ask(undefined, EXPERIMENT)]) {
      expect(body).not.toHaveProperty('arm');
      expect(body).not.toHaveProperty('experiment');
    }
  });
});

describe('what a visitor does', () => {
  const send = async (body: object, headers = {}, experiment: Experiment | null = EXPERIMENT) => {
    world.lines.length = 0;
    const sent = events({ session: SESSION, ...body }, headers);
    const { statusCode } = await world.start({ experiment: experiment ?? undefined })(sent);
    return [statusCode, ...world.lines];
  };
  const TREATED_LINE = '{"experiment":"0.1-best-sellers","arm":"recommendations","bucket":123';

  it('is one line of the log, with the shop’s price where the event has none', async () => {
    const sent = [
      { type: 'Impression', itemId: 'i7', impression: ['i7', 'i8'] },
      { type: 'Click', itemId: 'i7' },
      { type: 'Purchase', itemId: 'i7', quantity: 2 },
      { type: 'Purchase', itemId: 'i8', price: 1 },
    ];
    const visit = { visitor: TREATED, first: true, events: sent };
    const counts = '"visitors":1,"impressions":1,"clicks":1,"orders":1,"revenue":16}';
    expect(await send(visit, asBuyer('ann', 'i7', 'i8'))).toEqual([202, `${TREATED_LINE},${counts}`]);
  });

  it('counts no click on a shelf that is the same in both arms, but what is bought after it, and a visitor who is shown nothing', async () => {
    const useCase = 'recently-viewed';
    const sent = ['Impression', 'Click', 'Purchase'].map((type) => ({ type, itemId: 'i7', useCase }));
    const bought = await send({ visitor: TREATED, events: sent }, asBuyer('ann', 'i7'));
    expect(bought).toEqual([202, `${TREATED_LINE},"orders":1,"revenue":7.5}`]);
    const control = '{"experiment":"0.1-best-sellers","arm":"control","bucket":17,"visitors":1}';
    expect(await send({ visitor: CONTROL, first: true, events: [] })).toEqual([202, control]);
  });

  it('counts for nothing without a number, without an experiment, or where it is refused', async () => {
    const click = { type: 'Click', itemId: 'i7' };
    const forged = { type: 'Purchase', itemId: 'i7' };
    expect(await send({ first: true, events: [click] })).toEqual([202]);
    expect(await send({ visitor: 1, first: true, events: [click] }, {}, null)).toEqual([202]);
    expect(await send({ visitor: 1, first: true, events: [click, forged] })).toEqual([403]);
  });
});
