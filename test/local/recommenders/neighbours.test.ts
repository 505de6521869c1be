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
      ofUser: (value, other) => value * other,
      ofPair: (_item, other) => scoreOf(other),
    });
    for (let item = 0; item < itemCount; item++) {
      const others = Array.from({ length: itemCount }, (_, other) => other).filter((other) => other !== item);
      const expected = others.sort((a, b) => scoreOf(b) - scoreOf(a) || a - b).slice(0, MAX_NEIGHBOURS);
      expect([...columns.subarray(starts[item], starts[item + 1])]).toEqual(expected);
      expect([...values.subarray(starts[item], starts[item + 1])]).toEqual(expected.map(scoreOf));
    }
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
