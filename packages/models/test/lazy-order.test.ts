import { LazyOrder } from '../src/lazy-order';
import { randomNumbers } from '../../../test/support/interactions';

it.each([0, 1, 2, 3, 10, 257])(
  'a lazy order has %d items by score, ties by item, whatever place is asked for first',
  (length) => {
    const random = randomNumbers(length + 1);
    const items = Uint32Array.from({ length }, (_, at) => (at * 7919) % 10_007);
    const scores = Float64Array.from({ length }, () => random(20));
    const expected = Array.from(items, (item, at) => ({ item, score: scores[at] }));
    expected.sort((a, b) => b.score - a.score || a.item - b.item);
    const places = [...expected.keys()];
    const found = (asked: readonly number[]) => {
      const order = new LazyOrder(items.slice(), scores.slice());
      expect(order).toHaveLength(length);
      return asked.map((place) => ({ item: order.itemAt(place), score: order.scoreAt(place) }));
    };
    expect(found(places)).toEqual(expected);
    expect(found(places.toReversed()).toReversed()).toEqual(expected);
  },
);
