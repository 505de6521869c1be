import {
  ALPHA,
  alwaysValidInterval,
  alwaysValidPValue,
  standardErrors,
} from '../../../src/insight/effect/always-valid';

it.each([300, 10_000, 1_000_000])('the interval leaves out 0 where p is 5 %% at most, at %d', (visitors) => {
  const edge = standardErrors(visitors);
  const pValue = (mean: number): number => alwaysValidPValue({ mean, variance: 1, visitors });
  expect(pValue(edge)).toBeCloseTo(ALPHA, 10);
  expect(alwaysValidInterval({ mean: edge * 1.001, variance: 1, visitors }).low).toBeGreaterThan(0);
  expect(pValue(edge * 1.001)).toBeLessThan(ALPHA);
  expect(alwaysValidInterval({ mean: -edge * 0.999, variance: 1, visitors }).high).toBeGreaterThan(0);
  expect(pValue(-edge * 0.999)).toBeGreaterThan(ALPHA);
});

it('the always-valid interval is that of the mixture of all differences, integrated numerically, and knows nothing where nothing varies', () => {
  const [visitors, variance, mean] = [20_000, 0.04, 0.7];
  // τ², with the ρ² that Howard and others choose for 10,000 visitors.
  const mixture = variance * visitors * (8.781 / 10_000);
  let likelihoodRatio = 0;
  const step = 0.0005;
  for (let difference = -20; difference <= 20; difference += step) {
    const weight = Math.exp(-(difference ** 2) / (2 * mixture)) / Math.sqrt(2 * Math.PI * mixture);
    likelihoodRatio += weight * Math.exp((mean ** 2 - (mean - difference) ** 2) / (2 * variance)) * step;
  }
  expect(alwaysValidPValue({ mean, variance, visitors }) * likelihoodRatio).toBeCloseTo(1, 3);
  expect(alwaysValidPValue({ mean: 0, variance: 0, visitors: 100 })).toBe(1);
});

it('the always-valid interval is half as wide again as one for a single look at best, and tightest at 10,000 visitors', () => {
  expect(standardErrors(10_000) / 1.96).toBeCloseTo(1.55, 2);
  expect(standardErrors(10_000)).toBeLessThan(standardErrors(5_000));
  expect(standardErrors(10_000)).toBeLessThan(standardErrors(20_000));
  expect(standardErrors(1_000_000) / standardErrors(10_000)).toBeLessThan(1.2);
});
