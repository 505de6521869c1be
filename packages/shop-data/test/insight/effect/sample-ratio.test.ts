import { logGamma, RATIO_ALPHA, sampleRatioPValue } from '../../../src/insight/effect/sample-ratio';

it('the check of the sample ratio is a test at every number of visitors: the chances of all splits, weighted by 1 / p, add up to 1', () => {
  const [visitors, share] = [40, 0.1];
  let sum = 0;
  let chance = (1 - share) ** visitors;
  for (let control = 0; control <= visitors; control++) {
    // The cap at 1 is not reached: p below 1 is the reciprocal of the likelihood ratio.
    const logRatio = Math.log(uncapped(control, visitors, share));
    sum += chance * Math.exp(-logRatio);
    chance *= ((visitors - control) / (control + 1)) * (share / (1 - share));
  }
  expect(sum).toBeCloseTo(1, 9);
});

it('the check of the sample ratio accepts the share that was set and finds another', () => {
  expect(sampleRatioPValue(10_050, 100_000, 0.1)).toBeGreaterThan(0.5);
  expect(sampleRatioPValue(9_500, 100_000, 0.1)).toBeLessThan(RATIO_ALPHA);
  expect(sampleRatioPValue(0, 0, 0.1)).toBe(1);
});

it('the check of the sample ratio has the logarithm of factorials', () => {
  for (const [x, factorial] of Object.entries({ 1: 1, 2: 1, 5: 24, 11: 3_628_800 }))
    expect(logGamma(Number(x))).toBeCloseTo(Math.log(factorial), 9);
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 9);
});

/** θᵏ (1 - θ)ⁿ⁻ᵏ over the product form of the mixture's likelihood, with its concentration of 1,000. */
function uncapped(control: number, visitors: number, share: number): number {
  let mixture = 1;
  for (let at = 0; at < control; at++) mixture *= 1_000 * share + at;
  for (let at = 0; at < visitors - control; at++) mixture *= 1_000 * (1 - share) + at;
  for (let at = 0; at < visitors; at++) mixture /= 1_000 + at;
  const ratio = (share ** control * (1 - share) ** (visitors - control)) / mixture;
  expect(sampleRatioPValue(control, visitors, share)).toBeCloseTo(Math.min(1, ratio), 8);
  return ratio;
}
