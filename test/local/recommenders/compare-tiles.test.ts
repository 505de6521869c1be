import { closeness } from '../../../local/recommenders/closeness';
import { compareTiles, MAX_NEIGHBOURS } from '../../../local/recommenders/compare-tiles';
import type { PairScore } from '../../../local/recommenders/pair-score';
import { pairTiles } from '../../../local/recommenders/pair-tiles';
import type { UserItems } from '../../../local/recommenders/user-items';
import { DAY, randomNumbers } from '../../support/interactions';

type Entry = readonly [item: number, value: number, time: number];

const userItems = (users: readonly (readonly Entry[])[]): UserItems => {
  const entries = users.flat();
  const starts = [0];
  for (const user of users) starts.push(starts.at(-1)! + user.length);
  return {
    starts: Uint32Array.from(starts),
    columns: Uint32Array.from(entries, ([item]) => item),
    values: Float64Array.from(entries, ([, value]) => value),
    ages: Int32Array.from(entries, ([, , time]) => time),
  };
};

const rowsOf = (entries: UserItems, itemCount: number, scoreOf: PairScore): number[][][] => {
  let tile = 0;
  const { starts, columns, values } = compareTiles(
    entries,
    pairTiles(entries, itemCount),
    scoreOf,
    () => tile++,
  );
  return Array.from({ length: itemCount }, (_, item) =>
    Array.from(columns.subarray(starts[item], starts[item + 1]), (other, at) => [
      other,
      values[starts[item] + at],
    ]),
  );
};

describe('compareTiles', () => {
  it('keeps the best of each item, the best first, ties by item', () => {
    const itemCount = 250;
    const user = Array.from({ length: itemCount }, (_, item): Entry => [item, 1, 0]);
    const scoreOf = (item: number, other: number): number => (item * other) % 60;
    const found = rowsOf(userItems([user]), itemCount, scoreOf);
    for (let item = 0; item < itemCount; item++) {
      const expected = user
        .map(([other]) => [other, scoreOf(item, other)])
        .filter(([other, score]) => other !== item && score > 0)
        .sort(([other, score], [than, thanScore]) => thanScore - score || other - than)
        .slice(0, MAX_NEIGHBOURS);
      expect(found[item]).toEqual(expected);
    }
  });

  it('weighs what a user says of a pair by closeness in time', () => {
    const users = userItems([
      [
        [0, 2, 0],
        [2, 3, DAY],
      ],
      [
        [1, 5, 4 * DAY],
        [2, 7, 0],
      ],
    ]);
    expect(rowsOf(users, 3, (_item, _other, sum) => sum)).toEqual([
      [[2, 3]],
      [[2, 35 / 3]],
      [
        [1, 35 / 3],
        [0, 3],
      ],
    ]);
  });

  // Few items make the pairs of one item many, and many items make them few.
  it.each([20, 3000])('agrees with all pairs of all users where there are %i items', (itemCount) => {
    const random = randomNumbers(itemCount);
    const users = Array.from({ length: 60 }, () => {
      const items = new Set(Array.from({ length: 12 }, () => Math.min(random(itemCount), random(itemCount))));
      return [...items].sort((a, b) => a - b).map((item): Entry => [item, 1 + random(3), random(4 * DAY)]);
    });
    const pairs = new Map<string, { sum: number; count: number }>();
    for (const user of users)
      for (const [item, x, t] of user)
        for (const [other, y, s] of user) {
          if (item === other) continue;
          const { sum, count } = pairs.get(`${item} ${other}`) ?? { sum: 0, count: 0 };
          pairs.set(`${item} ${other}`, { sum: sum + x * y * closeness(t, s), count: count + 1 });
        }
    const found = rowsOf(userItems(users), itemCount, (_item, _other, sum, count) => sum * count);
    expect(found.flat()).toHaveLength(pairs.size);
    found.forEach((row, item) =>
      row.forEach(([other, score]) => {
        const { sum, count } = pairs.get(`${item} ${other}`)!;
        expect(score).toBe(sum * count);
      }),
    );
  });

  it('takes half a million items, each a tile of its own', () => {
    const itemCount = 500_000;
    const user: Entry[] = [
      [3, 1, 0],
      [itemCount - 1, 1, 0],
    ];
    const found = rowsOf(userItems([user]), itemCount, () => 1);
    expect(found.filter((row) => row.length > 0)).toEqual([[[itemCount - 1, 1]], [[3, 1]]]);
  });

  it('leaves out pairs without a score', () => {
    const user: Entry[] = [
      [0, 1, 0],
      [1, 1, 0],
    ];
    expect(rowsOf(userItems([user]), 2, () => 0)).toEqual([[], []]);
  });
});
