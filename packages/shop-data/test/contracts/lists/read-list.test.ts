import type { ListsManifest } from '../../../src/contracts/lists/manifest';
import { parseManifest } from '../../../src/contracts/lists/manifest';
import { readList, type ListQuery } from '../../../src/contracts/lists/read-list';
import { shardOf } from '../../../src/contracts/lists/shards';

const TOGETHER = 'frequently-bought-together';

const MANIFEST: ListsManifest = {
  format: 1,
  run: '2026-11-27',
  madeAt: '2026-11-27T03:00:00.000Z',
  listLength: 100,
  lists: [
    { useCase: 'best-sellers', prefix: 'lists/r/b/', shards: 1, items: 1, empty: 0, coverage: 1 },
    { useCase: TOGETHER, filter: 'cheap', prefix: 'lists/r/f/', shards: 8, items: 2, empty: 0, coverage: 1 },
  ],
};

const OBJECTS: Readonly<Record<string, string>> = {
  'lists/r/b/0.json': JSON.stringify({ '': ['a', 'b', 'c'] }),
  [`lists/r/f/${shardOf('가방', 8)}.json`]: JSON.stringify({ 가방: ['b', 'a'] }),
};

let asked: string[];
beforeEach(() => (asked = []));
const get = async (key: string): Promise<string | undefined> => {
  asked.push(key);
  return OBJECTS[key];
};
const read = (query: ListQuery): Promise<readonly string[] | undefined> => readList(get, MANIFEST, query);

it('a list is read in one request, whatever the item', async () => {
  expect(await read({ useCase: TOGETHER, itemId: '가방', filter: 'cheap' })).toEqual(['b', 'a']);
  expect(asked).toHaveLength(1);
});

it('a list is one for all where the use case needs no item, without what its reader leaves out', async () => {
  expect(await read({ useCase: 'best-sellers', itemId: 'any' })).toEqual(['a', 'b', 'c']);
  expect(await read({ useCase: 'best-sellers', exclude: ['a'], numResults: 1 })).toEqual(['b']);
});

it.each(['unknown', '__proto__', 'toString'])(
  'a list of the unknown item %s is undefined',
  async (itemId) => {
    expect(await read({ useCase: TOGETHER, itemId, filter: 'cheap' })).toBeUndefined();
  },
);

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
