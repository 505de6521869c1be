import type { ListsManifest } from '../../../src/contracts/lists/manifest';
import { parseManifest } from '../../../src/contracts/lists/manifest';
import { readList } from '../../../src/contracts/lists/read-list';
import { shardOf } from '../../../src/contracts/lists/shards';

const MANIFEST: ListsManifest = {
  format: 1,
  run: '2026-11-27',
  madeAt: '2026-11-27T03:00:00.000Z',
  listLength: 100,
  lists: [
    { useCase: 'best-sellers', prefix: 'lists/r/b/', shards: 1, items: 1, empty: 0, coverage: 1 },
    {
      useCase: 'frequently-bought-together',
      filter: 'cheap',
      prefix: 'lists/r/f/',
      shards: 8,
      items: 2,
      empty: 0,
      coverage: 1,
    },
  ],
};

function bucket(): { get: (key: string) => Promise<string | undefined>; asked: string[] } {
  const objects: Record<string, string> = {
    'lists/r/b/0.json': JSON.stringify({ '': ['a', 'b', 'c'] }),
    [`lists/r/f/${shardOf('가방', 8)}.json`]: JSON.stringify({ 가방: ['b', 'a'] }),
  };
  const asked: string[] = [];
  const get = async (key: string): Promise<string | undefined> => {
    asked.push(key);
    return objects[key];
  };
  return { get, asked };
}

describe('a list', () => {
  it('is read in one request, whatever the item', async () => {
    const { get, asked } = bucket();
    const query = { useCase: 'frequently-bought-together', itemId: '가방', filter: 'cheap' } as const;
    expect(await readList(get, MANIFEST, query)).toEqual(['b', 'a']);
    expect(asked).toHaveLength(1);
  });

  it('is one for all where the use case needs no item', async () => {
    const { get } = bucket();
    expect(await readList(get, MANIFEST, { useCase: 'best-sellers', itemId: 'any' })).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  it('leaves out what its reader says, and ends where it says', async () => {
    const { get } = bucket();
    const query = { useCase: 'best-sellers', exclude: ['a'], numResults: 1 } as const;
    expect(await readList(get, MANIFEST, query)).toEqual(['b']);
  });

  it.each(['unknown', '__proto__', 'toString'])(
    'of the item %s, which has none, is undefined',
    async (itemId) => {
      const { get } = bucket();
      const query = { useCase: 'frequently-bought-together', itemId, filter: 'cheap' } as const;
      expect(await readList(get, MANIFEST, query)).toBeUndefined();
    },
  );

  it('fails without the item that the use case needs', async () => {
    const query = { useCase: 'frequently-bought-together', filter: 'cheap' } as const;
    await expect(readList(bucket().get, MANIFEST, query)).rejects.toThrow('needs an itemId');
  });

  it('fails for a filter without lists, and names those that there are', async () => {
    const query = { useCase: 'frequently-bought-together', itemId: 'a' } as const;
    await expect(readList(bucket().get, MANIFEST, query)).rejects.toThrow(
      'it has best-sellers, frequently-bought-together with cheap',
    );
  });
});

describe('a manifest', () => {
  it('of this format is read', () => {
    expect(parseManifest(JSON.stringify(MANIFEST))).toEqual(MANIFEST);
  });

  it('fails in another format', () => {
    expect(() => parseManifest('{"format":2}')).toThrow('has the format 2, known is 1');
  });
});
