import { fnv1a, formerShards, shardCount, shardOf } from '../../../src/contracts/lists/shards';

describe('the hash of an id', () => {
  // The algorithm's published test vectors.
  it.each([
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['foobar', 0xbf9cf968],
  ])('of %j is that of FNV-1a', (id, hash) => {
    expect(fnv1a(id)).toBe(hash);
  });

  it('is that of the UTF-8 bytes', () => {
    expect(fnv1a('가')).toBe(fnv1a(Buffer.from('가').toString()));
    expect(fnv1a('가')).not.toBe(fnv1a('나'));
  });
});

describe('the shards of a catalogue', () => {
  it.each([
    [0, 1],
    [32, 1],
    [33, 2],
    [2_000, 64],
    [750_000, 32_768],
  ])('of %d items are %d', (items, shards) => {
    expect(shardCount(items)).toBe(shards);
  });

  it.each([(at: number): string => `i${at}`, (at: number): string => `SKU-${1_000_000 + 10 * at}`])(
    'hold about as many lists each',
    (idOf) => {
      const shards = shardCount(30_000);
      const sizes = new Array<number>(shards).fill(0);
      for (let at = 0; at < 30_000; at++) sizes[shardOf(idOf(at), shards)]++;
      expect(Math.max(...sizes)).toBeLessThan(3 * (30_000 / shards));
      expect(Math.min(...sizes)).toBeGreaterThan(0);
    },
  );

  it.each([
    [4, 16],
    [16, 16],
    [16, 4],
  ])('are found again among those of a run with %d where there were %d', (shards, formerly) => {
    for (let at = 0; at < 500; at++) {
      const former = formerShards(shardOf(`i${at}`, shards), shards, formerly);
      expect(former).toContain(shardOf(`i${at}`, formerly));
    }
  });
});
