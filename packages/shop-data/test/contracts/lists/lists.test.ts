import { counted, measured, NO_LISTS, refusal, totalOf } from '../../../src/contracts/lists/compare-lists';
import { listedFilters } from '../../../src/contracts/lists/listed-filters';
import { parseManifest, type Lists, type ListsManifest } from '../../../src/contracts/lists/manifest';
import { readList, type ListQuery } from '../../../src/contracts/lists/read-list';
import { fnv1a, formerShards, shardCount, shardOf } from '../../../src/contracts/lists/shards';

const TOGETHER = 'frequently-bought-together';
const lists = (more: Partial<Lists> = {}): Lists => ({
  useCase: 'best-sellers',
  ...{ prefix: 'lists/r/', shards: 1, items: 100, empty: 0, coverage: 1 },
  ...more,
});

it('the measures of lists count lists, empty ones, and entries that are new, if there were any before', () => {
  const first = counted(NO_LISTS, ['a', 'b', 'c'], ['c', 'a', 'x']);
  const both = totalOf([first, counted(NO_LISTS, [], ['a']), counted(NO_LISTS, ['z'], undefined)]);
  expect(both).toEqual({ items: 3, empty: 1, compared: 3, fresh: 1 });
  expect(measured(both, 4)).toEqual({ items: 3, empty: 1, coverage: 0.5, changed: 1 / 3 });
  expect(measured(counted(NO_LISTS, ['a'], undefined), 1)).toEqual({ items: 1, empty: 0, coverage: 1 });
});

it.each<[string, Partial<Lists>, Partial<Lists> | undefined, string | null]>([
  [
    'are refused where all are empty',
    { empty: 100 },
    undefined,
    'all of 100 lists of best-sellers are empty',
  ],
  ['are refused where there are none', { items: 0 }, undefined, 'all of 0 lists of best-sellers are empty'],
  ['are refused where there are less than half', { items: 49 }, {}, 'has 49 lists, before there were 100'],
  ['are refused where more are empty', { empty: 31 }, { empty: 10 }, 'are empty, before 10 % were'],
  ['of a filter, too', { filter: 'x', empty: 31 }, { filter: 'x' }, '31 % of the lists of best-sellers with'],
  ['are taken with a filter that leaves nothing', { filter: 'none', empty: 100 }, undefined, null],
  ['are taken with other entries', { changed: 1 }, {}, null],
  ['are taken for a catalogue of half the size', { items: 50 }, {}, null],
])('new lists %s', (_what, now, former, words) => {
  const refused = refusal(lists(now), former && lists(former));
  expect(refused).toEqual(words === null ? undefined : expect.stringContaining(words));
});

it('lists are made for filters that let the same items pass for every user, or compare with the current item if there is one', () => {
  const filters = {
    cheap: 'INCLUDE ItemID WHERE Items.PRICE < 10',
    two: 'EXCLUDE ItemID WHERE Items.PRICE > 10 | INCLUDE ItemID WHERE Items.CATEGORY_L1 IN ("shoes")',
    asked: 'INCLUDE ItemID WHERE Items.CATEGORY_L1 IN ($CATEGORY)',
    bought: 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("Purchase")',
    young: 'EXCLUDE ItemID WHERE Items.PRICE > 10 IF CurrentUser.AGE < 20',
    fresh: 'INCLUDE ItemID WHERE Items.CREATION_TIMESTAMP > $TODAY_MINUS_30D',
    alike: 'INCLUDE ItemID WHERE Items.CATEGORY_L1 IN CurrentItem.CATEGORY_L1',
  };
  expect(listedFilters(filters, 'best-sellers')).toEqual(['cheap', 'two', 'fresh']);
  expect(listedFilters(filters, TOGETHER)).toEqual(['cheap', 'two', 'fresh', 'alike']);
});

const MANIFEST: ListsManifest = {
  format: 1,
  run: '2026-11-27',
  madeAt: '2026-11-27T03:00:00.000Z',
  listLength: 100,
  lists: [
    lists({ prefix: 'lists/r/b/', items: 1 }),
    lists({ useCase: TOGETHER, filter: 'cheap', prefix: 'lists/r/f/', shards: 8, items: 2 }),
  ],
};

/** Reads a list, and counts the requests for it. */
async function read(query: ListQuery) {
  const objects: Readonly<Record<string, string>> = {
    'lists/r/b/0.json': JSON.stringify({ '': ['a', 'b', 'c'] }),
    [`lists/r/f/${shardOf('가방', 8)}.json`]: JSON.stringify({ 가방: ['b', 'a'] }),
  };
  const get = jest.fn(async (key: string): Promise<string | undefined> => objects[key]);
  const list = await readList(get, MANIFEST, query);
  return { list, requests: get.mock.calls.length };
}

it.each<[string, ListQuery, readonly string[] | undefined]>([
  ['is that of the item', { useCase: TOGETHER, itemId: '가방', filter: 'cheap' }, ['b', 'a']],
  ['is one for all where no item is needed', { useCase: 'best-sellers', itemId: 'any' }, ['a', 'b', 'c']],
  ['lacks what is left out', { useCase: 'best-sellers', exclude: ['a'], numResults: 1 }, ['b']],
  ...['unknown', '__proto__', 'toString'].map((itemId): [string, ListQuery, undefined] => [
    `is undefined of the unknown item ${itemId}`,
    { useCase: TOGETHER, itemId, filter: 'cheap' },
    undefined,
  ]),
])('a list that is read in one request %s', async (_what, query, list) => {
  expect(await read(query)).toEqual({ list, requests: 1 });
});

it.each([
  ['the item that the use case needs', { filter: 'cheap' }, 'needs an itemId'],
  ['lists of a filter', { itemId: 'a' }, `it has best-sellers, ${TOGETHER} with cheap`],
])('a list fails without %s', async (_what, query, message) => {
  await expect(read({ useCase: TOGETHER, ...query })).rejects.toThrow(message);
});

it('a manifest of this format is read, and another fails', () => {
  expect(parseManifest(JSON.stringify(MANIFEST))).toEqual(MANIFEST);
  expect(() => parseManifest('{"format":2}')).toThrow('has the format 2, known is 1');
});

it('the hash of an id is that of FNV-1a, of the UTF-8 bytes', () => {
  // The algorithm's published test vectors.
  expect(['', 'a', 'foobar'].map(fnv1a)).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
  expect(fnv1a('가')).toBe(0xcdd08b15);
});

it('the shards of a catalogue are of 32 items each, in powers of two, and hold about as many lists each', () => {
  expect([0, 32, 33, 2_000, 750_000].map(shardCount)).toEqual([1, 1, 2, 64, 32_768]);
  const shards = shardCount(30_000);
  for (const start of ['i', 'SKU-100']) {
    const sizes = new Array<number>(shards).fill(0);
    for (let at = 0; at < 30_000; at++) sizes[shardOf(`${start}${10 * at}`, shards)]++;
    expect(Math.max(...sizes)).toBeLessThan(3 * (30_000 / shards));
    expect(Math.min(...sizes)).toBeGreaterThan(0);
  }
});

it.each([
  [4, 16],
  [16, 16],
  [16, 4],
])('shards are found again in a run with %d where there were %d', (shards, formerly) => {
  for (let at = 0; at < 500; at++) {
    const former = formerShards(shardOf(`i${at}`, shards), shards, formerly);
    expect(former).toContain(shardOf(`i${at}`, formerly));
  }
});
