import { Program } from '@ecommerce-recommenders/wasm/program';
import { arrayIn } from '../src/array-in';
import { BestOfRows } from '../src/best-of-rows';
import { compareTiles } from '../src/compare-tiles';
import { pairModule, type PairProgram } from '../src/pair-program';
import { pairTiles } from '../src/pair-tiles';
import type { UserItems } from '../src/user-items';
import { DAY, randomNumbers } from '../../../test/support/interactions';

type Entry = readonly [item: number, value: number, time: number];

function userItems(users: readonly (readonly Entry[])[]): UserItems {
  const program: PairProgram = new Program(pairModule());
  const entries = users.flat();
  const starts = arrayIn(program, Uint32Array, users.length + 1);
  users.forEach((user, at) => (starts[at + 1] = starts[at] + user.length));
  const columns = arrayIn(program, Uint32Array, entries.length);
  const values = arrayIn(program, Float64Array, entries.length);
  const ages = arrayIn(program, Int32Array, entries.length);
  entries.forEach(([item, value, time], at) => {
    columns[at] = item;
    values[at] = value;
    ages[at] = time;
  });
  const moments = arrayIn(program, Uint32Array, entries.length);
  return { program, starts, columns, values, ages, moments };
}

/** Each item's best neighbours and scores by shrunk cosine. @param norm - norm of each item; 1 if absent */
function rowsOf(entries: UserItems, itemCount: number, norm?: readonly number[], most = 100): number[][][] {
  const { program } = entries;
  const norms = arrayIn(program, Float64Array, itemCount).fill(1);
  norms.set(norm ?? []);
  const tiles = pairTiles(entries, itemCount);
  const best = new BestOfRows(program, most, tiles.partners);
  const next = arrayIn(program, Int32Array, 1);
  const score = { name: 'shrunk-cosine', norm: norms, lambda: 10, leastUsers: 1 } as const;
  compareTiles(program.run, { entries, tiles, score, best, next }, program.run.newPairs(tiles.mostPairs));
  const { starts, columns, values } = best.sorted(program);
  return Array.from({ length: itemCount }, (_, item) => {
    const own = columns.subarray(starts[item], starts[item + 1]);
    return Array.from(own, (other, at) => [other, values[starts[item] + at]]);
  });
}

/** Days between two events, at most two. */
const closeness = (t: number, s: number): number => DAY / (DAY + Math.min(2 * DAY, Math.abs(t - s)));
const shrunk = (cosine: number, users: number): number => (cosine * users) / (users + 10);

// Few items and many take different paths. Where fewer pairs are kept than there are, all are of one time, so that many scores are equal.
it.each([
  [100, 20],
  [100, 3000],
  [1, 60],
  [2, 60],
  [7, 60],
  [40, 60],
])('compareTiles has the best %i pairs, the best first, of each of %i items', (most, itemCount) => {
  const random = randomNumbers(itemCount);
  const users = Array.from({ length: 60 }, () => {
    const items = new Set(Array.from({ length: 12 }, () => Math.min(random(itemCount), random(itemCount))));
    return [...items]
      .sort((a, b) => a - b)
      .map((item): Entry => [item, 1 + random(3), most < 100 ? 0 : random(4 * DAY)]);
  });
  const pairs = new Map<string, { sum: number; count: number }>();
  for (const user of users)
    for (const [item, x, t] of user)
      for (const [other, y, s] of user) {
        if (item === other) continue;
        const { sum, count } = pairs.get(`${item} ${other}`) ?? { sum: 0, count: 0 };
        pairs.set(`${item} ${other}`, { sum: sum + x * y * closeness(t, s), count: count + 1 });
      }
  const norm = Array.from({ length: itemCount }, () => 1 + random(5));
  const found = rowsOf(userItems(users), itemCount, norm, most);
  const expected = found.map((): number[][] => []);
  for (const [pair, { sum, count }] of pairs) {
    const [item, other] = pair.split(' ').map(Number);
    expected[item].push([other, shrunk(sum / (norm[item] * norm[other]), count)]);
  }
  for (const row of expected) row.sort(([one, x], [other, y]) => y - x || one - other);
  expect(found).toEqual(expected.map((row) => row.slice(0, most)));
});

it('compareTiles takes half a million items, each a tile of its own', () => {
  const itemCount = 500_000;
  const user = [3, itemCount - 1].map((item): Entry => [item, 1, 0]);
  const found = rowsOf(userItems([user]), itemCount);
  expect(found.filter((row) => row.length > 0)).toEqual([[[itemCount - 1, 1 / 11]], [[3, 1 / 11]]]);
});
