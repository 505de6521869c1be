import { estimates } from '../../src/evaluation/estimates';
import { seededRandom } from '../../src/evaluation/seeded-random';

describe('estimates', () => {
  it('give the mean, and no room where all values are the same, and are none of no columns', () => {
    expect(estimates([[0.25, 0.25, 0.25]])).toEqual([{ mean: 0.25, low: 0.25, high: 0.25 }]);
    expect(estimates([])).toEqual([]);
  });

  it('give intervals as wide as the normal distribution says for many values', () => {
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

  it('draw the same users for every column, and the same ones each time', () => {
    const values = [0, 1, 0, 0, 1, 1, 0, 1, 1, 1];
    const [first, second] = estimates([values, values.map((value) => 2 * value)]);
    expect(second).toEqual({ mean: 2 * first.mean, low: 2 * first.low, high: 2 * first.high });
    expect(estimates([values])[0]).toEqual(first);
  });
});
