import { MAX_NEIGHBOURS, neighbours } from '../../../local/recommenders/neighbours';

describe('neighbours', () => {
  it('keeps the best of each item, the best first, ties by item', () => {
    const itemCount = 250;
    // One user with every item; the score of a pair is what is given to the other item.
    const user = {
      starts: Uint32Array.of(0, itemCount),
      columns: Uint32Array.from({ length: itemCount }, (_, at) => itemCount - 1 - at),
      values: new Float64Array(itemCount).fill(1),
    };
    const scoreOf = (item: number): number => Math.floor(item / 2) % 60;
    const { starts, columns, values } = neighbours(user, itemCount, {
      ofUser: () => 1,
      ofPair: (_item, other) => scoreOf(other),
    });
    for (let item = 0; item < itemCount; item++) {
      const others = Array.from({ length: itemCount }, (_, other) => other).filter((other) => other !== item);
      const expected = others.sort((a, b) => scoreOf(b) - scoreOf(a) || a - b).slice(0, MAX_NEIGHBOURS);
      expect([...columns.subarray(starts[item], starts[item + 1])]).toEqual(expected);
      expect([...values.subarray(starts[item], starts[item + 1])]).toEqual(expected.map(scoreOf));
    }
  });

  it('compares the entries of the user who has both items', () => {
    // The first user has items 0 and 2, the second one 2 and 1.
    const users = {
      starts: Uint32Array.of(0, 2, 4),
      columns: Uint32Array.of(0, 2, 2, 1),
      values: new Float64Array(4),
    };
    const { starts, columns, values } = neighbours(users, 3, {
      ofUser: (entry, other) => 10 * entry + other,
      ofPair: (_item, _other, sum) => sum,
    });
    const of = (item: number): number[][] =>
      Array.from(columns.subarray(starts[item], starts[item + 1]), (other, at) => [
        other,
        values[starts[item] + at],
      ]);
    expect([of(0), of(1), of(2)]).toEqual([
      [[2, 1]],
      [[2, 32]],
      [
        [1, 23],
        [0, 10],
      ],
    ]);
  });

  it('leaves out pairs without a score', () => {
    const user = {
      starts: Uint32Array.of(0, 2),
      columns: Uint32Array.of(0, 1),
      values: Float64Array.of(1, 1),
    };
    const { columns } = neighbours(user, 2, { ofUser: () => 1, ofPair: () => 0 });
    expect(columns).toHaveLength(0);
  });
});
