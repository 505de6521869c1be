import { visitorRate } from '../../../src/insight/effect/visitor-rate';
import { seededUniform } from './simulated-shop';

it('the rate per visitor has the variance of a mean where every bucket is one visitor, and takes empty buckets for none', () => {
  const amounts = [0, 1, 0, 3, 0, 0, 2, 0, 0, 1];
  const { mean, variance } = visitorRate(amounts, new Array<number>(10).fill(1));
  const squares = amounts.reduce((sum, amount) => sum + (amount - 0.7) ** 2, 0);
  expect(mean).toBeCloseTo(0.7, 12);
  expect(variance).toBeCloseTo(squares / 9 / 10, 12);
  const withEmpty = visitorRate([5, 0, 7, 0], [10, 0, 10, 0]);
  expect(withEmpty).toEqual({ mean: 0.6, variance: expect.any(Number) as number });
  expect(withEmpty.variance).toBeGreaterThan(0);
});

it('the rate per visitor has the variance between visitors, not between their clicks', () => {
  const random = seededUniform(3);
  const estimates = Array.from({ length: 300 }, () => {
    const [clicks, visitors] = [new Array<number>(200).fill(0), new Array<number>(200).fill(0)];
    for (let visitor = 0; visitor < 2_000; visitor++) {
      const bucket = Math.floor(random() * 200);
      visitors[bucket]++;
      // One visitor in ten clicks ten times.
      if (random() < 0.1) clicks[bucket] += 10;
    }
    return visitorRate(clicks, visitors);
  });
  const means = estimates.map(({ mean }) => mean);
  const truth = (100 * 0.1 * 0.9) / 2_000;
  const spread = means.reduce((sum, mean) => sum + (mean - 1) ** 2, 0) / means.length;
  const estimated = estimates.reduce((sum, { variance }) => sum + variance, 0) / estimates.length;
  expect(spread / truth).toBeCloseTo(1, 0);
  expect(estimated / truth).toBeGreaterThan(0.95);
  expect(estimated / truth).toBeLessThan(1.05);
});
