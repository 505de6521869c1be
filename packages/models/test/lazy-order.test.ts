import { LazyOrder } from '../src/lazy-order';
import { randomNumbers } from '../../../test/support/interactions';

it.each([0, 1, 2, 3, 10, 257])('a lazy order sorts %d items by score, ties by item', (length) => {
  const random = randomNumbers(length + 1);
  const items = Uint32Array.from({ length }, (_, at) => (at * 7919) % 10_007);
  const scores = Float64Array.from({ length }, () => random(20));
  const expected = Array.from(items, (item, at) => ({ item, score: scores[at] }));
  expected.sort((a, b) => b.score - a.score || a.item - b.item);
  const order = new LazyOrder(items, scores);
  expect(order).toHaveLength(length);
  const found = expected.map((_, place) => ({ item: order.itemAt(place), score: order.scoreAt(place) }));
  expect(found).toEqual(expected);
});

it('a lazy order answers places in any order', () => {
  const order = () => new LazyOrder(Uint32Array.of(5, 6, 7, 8), Float64Array.of(1, 4, 3, 2));
  const backwards = order();
  expect([3, 2, 1, 0].map((place) => backwards.itemAt(place))).toEqual([5, 8, 7, 6]);
  expect(order().itemAt(1)).toBe(7);
});
