import { ascending } from '../../../local/recommenders/ascending';
import { randomNumbers } from '../../support/interactions';

describe('ascending', () => {
  // A few of many are sorted; of few items, or many of many, marks are read.
  it.each([
    [1, 1],
    [20, 33],
    [3, 100_000],
    [500, 100_000],
    [64, 64],
  ])('sorts the first %i of items below %i, again and again', (count, itemCount) => {
    const random = randomNumbers(itemCount);
    const sort = ascending(itemCount);
    for (let round = 0; round < 3; round++) {
      const items = new Set<number>([itemCount - 1]);
      while (items.size < count) items.add(random(itemCount));
      const list = Uint32Array.from([...items, 7, 3]);
      sort(list, count);
      expect([...list]).toEqual([...[...items].sort((a, b) => a - b), 7, 3]);
    }
  });
});
