import { estimates } from '../../src/evaluation/estimates';
import { pairedDifference, proportion } from '../../src/evaluation/proportions';
import { seededRandom } from '../../src/evaluation/seeded-random';

it('estimates give the mean, and no room where all values are the same, and are none of no columns', () => {
  expect(estimates([[0.25, 0.25, 0.25]])).toEqual([{ mean: 0.25, low: 0.25, high: 0.25 }]);
  expect(estimates([])).toEqual([]);
});

it('estimates give intervals as wide as the normal distribution says for many values', () => {
  const random = seededRandom(3);
  const values = Array.from({ length: 2000 }, () => Number(random(10) < 3));
  const [{ mean, low, high }] = estimates([values]);
  expect(mean).toBeCloseTo(0.3, 1);
  const half = 1.96 * Math.sqrt((mean * (1 - mean)) / values.length);
  expect((mean - low) / half).toBeCloseTo(1, 0);
  expect((high - mean) / half).toBeCloseTo(1, 0);
  expect((high - low) / (2 * half)).toBeGreaterThan(0.85);
  expect((high - low) / (2 * half)).toBeLessThan(1.15);
});

it('estimates draw the same users for every column, and the same ones each time', () => {
  const values = [0, 1, 0, 0, 1, 1, 0, 1, 1, 1];
  const [first, second] = estimates([values, values.map((value) => 2 * value)]);
  expect(second).toEqual({ mean: 2 * first.mean, low: 2 * first.low, high: 2 * first.high });
  expect(estimates([values])[0]).toEqual(first);
});

it('the interval of a share is that of Wilson, with 99 % confidence', () => {
  const { mean, low, high } = proportion(30, 100);
  expect(mean).toBe(0.3);
  // The bounds are the shares from which the mean is 2.5758 standard errors away.
  for (const bound of [low, high])
    expect(Math.abs(mean - bound)).toBeCloseTo(2.5758 * Math.sqrt((bound * (1 - bound)) / 100));
  expect(low).toBeLessThan(mean);
  expect(high).toBeGreaterThan(mean);
});

it('the interval of a share stays between 0 and 1 and is never a point, not even without a hit', () => {
  expect(proportion(0, 10)).toEqual({ mean: 0, low: 0, high: expect.closeTo(0.3989, 3) as number });
  expect(proportion(10, 10).high).toBe(1);
  expect(proportion(10, 10).low).toBeLessThan(0.7);
});

it('the interval of a paired difference counts only questions that one list alone answers', () => {
  const { mean, low, high } = pairedDifference(30, 10, 100);
  expect(mean).toBeCloseTo(0.2);
  expect(low).toBeCloseTo((20 - 2.5758 * Math.sqrt(41 - 400 / 102)) / 102, 6);
  expect(high).toBeCloseTo((20 + 2.5758 * Math.sqrt(41 - 400 / 102)) / 102, 6);
});

it('the interval of a paired difference turns around with the lists, includes 0 where both lists answer the same, and where few were asked', () => {
  const [one, other] = [pairedDifference(7, 3, 50), pairedDifference(3, 7, 50)];
  expect([other.low + one.high, other.high + one.low]).toEqual([expect.closeTo(0), expect.closeTo(0)]);
  expect(pairedDifference(0, 0, 1000).low).toBeLessThan(0);
  expect(pairedDifference(3, 0, 10).low).toBeLessThan(0);
  expect(pairedDifference(60, 20, 1000).low).toBeGreaterThan(0);
});
