import { fnv1a, formerShards, shardCount, shardOf } from '../../../src/contracts/lists/shards';

// The algorithm's published test vectors.
it('the hash of an id is that of FNV-1a, of the UTF-8 bytes', () => {
  expect(['', 'a', 'foobar'].map(fnv1a)).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
  expect(fnv1a('가')).toBe(fnv1a(Buffer.from('가').toString()));
  expect(fnv1a('가')).not.toBe(fnv1a('나'));
});

it('the shards of a catalogue are of 32 items each, in powers of two', () => {
  expect([0, 32, 33, 2_000, 750_000].map(shardCount)).toEqual([1, 1, 2, 64, 32_768]);
});

it.each(['i', 'SKU-100'])('the shards of a catalogue hold about as many lists of each %s', (start) => {
  const shards = shardCount(30_000);
  const sizes = new Array<number>(shards).fill(0);
  for (let at = 0; at < 30_000; at++) sizes[shardOf(`${start}${10 * at}`, shards)]++;
  expect(Math.max(...sizes)).toBeLessThan(3 * (30_000 / shards));
  expect(Math.min(...sizes)).toBeGreaterThan(0);
});

it.each([
  [4, 16],
  [16, 16],
  [16, 4],
])(
  'the shards of a catalogue are found again among those of a run with %d where there were %d',
  (shards, formerly) => {
    for (let at = 0; at < 500; at++) {
      const former = formerShards(shardOf(`i${at}`, shards), shards, formerly);
      expect(former).toContain(shardOf(`i${at}`, formerly));
    }
  },
);
