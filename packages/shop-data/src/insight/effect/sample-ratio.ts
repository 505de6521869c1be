/**
 * Significance level of a sample ratio mismatch. It is stricter than for an effect, because a mismatch invalidates
 * the experiment.
 */
export const RATIO_ALPHA = 0.01;

/** Concentration of the mixture around the configured share, in visitors. It is high, to detect small deviations early. */
const CONCENTRATION = 1_000;

/**
 * The p-value of the configured share, valid at every look and for any number of visitors. The mixture is a Beta
 * distribution around that share. With k of n visitors in the control arm and share θ,
 *
 *     p = θᵏ (1 - θ)ⁿ⁻ᵏ B(cθ, c(1 - θ)) / B(cθ + k, c(1 - θ) + n - k), at most 1
 *
 * @see Lindon, Malek: Anytime-Valid Inference For Multinomial Count Data (2022), here with two arms
 */
export function sampleRatioPValue(control: number, visitors: number, share: number): number {
  const [a, b] = [CONCENTRATION * share, CONCENTRATION * (1 - share)];
  const others = visitors - control;
  const logP =
    control * Math.log(share) +
    others * Math.log(1 - share) +
    logBeta(a, b) -
    logBeta(a + control, b + others);
  return Math.min(1, Math.exp(logP));
}

const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);

/** Coefficients of Stirling's series: 1 / (2 · 6), 1 / (3 · 4 · 30), … */
const STIRLING = [1 / 12, -1 / 360, 1 / 1_260, -1 / 1_680];

/** ln Γ(x) by Stirling's series, for x above 0. Small x are shifted up to where the series is exact to ten digits. */
export function logGamma(x: number): number {
  let shift = 0;
  let at = x;
  for (; at < 10; at++) shift += Math.log(at);
  const series = STIRLING.reduce((sum, factor, term) => sum + factor / at ** (2 * term + 1), 0);
  return (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + series - shift;
}
