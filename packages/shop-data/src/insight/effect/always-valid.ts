/** Probability that an interval ever misses the true value, or that a difference is reported although there is none. */
export const ALPHA = 0.05;

/**
 * Number of visitors of both arms at which the interval is tightest compared with a fixed-horizon one. It is deliberately low:
 * far more visitors widen the interval a little (by a sixth at a million), far fewer by a lot (four fifths at 300).
 */
const TIGHTEST_AT = 10_000;

/**
 * ρ²: variance of the mixture, in units of the variance between visitors.
 *
 * @see Howard, Ramdas, McAuliffe, Sekhon: Time-uniform, nonparametric, nonasymptotic confidence sequences (2021), section 3.5
 */
const MIXTURE = (-2 * Math.log(ALPHA) + Math.log(-2 * Math.log(ALPHA)) + 1) / TIGHTEST_AT;

/** A difference between two arms, estimated from some visitors. */
export interface Difference {
  readonly mean: number;
  /** Variance of {@link mean}. */
  readonly variance: number;
  /** Number of visitors of both arms. */
  readonly visitors: number;
}

/** An estimate and the bounds of its interval. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Half-width, in standard errors, of an interval that is valid even if it is checked after every visitor. The mixture sequential
 * probability ratio test averages over all differences, weighted by a normal distribution around 0 with variance τ². With V
 * the variance of the difference, and τ² = ρ² t V after t visitors:
 *
 *     √((V + τ²) / τ² · (2 ln(1/α) + ln((V + τ²) / V)))
 *
 * τ is fixed in units of the variance between visitors, not of the shop's currency, because that form stays valid with an
 * estimated V.
 *
 * @see Johari, Pekelis, Walsh: Always Valid Inference: Continuous Monitoring of A/B Tests (2022)
 * @see Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas: Time-uniform central limit theory and asymptotic confidence sequences (2024)
 */
export function standardErrors(visitors: number): number {
  const ratio = MIXTURE * visitors;
  return Math.sqrt((1 + 1 / ratio) * (2 * Math.log(1 / ALPHA) + Math.log1p(ratio)));
}

/** An interval that contains the true difference at every look, in 95 of 100 shops. */
export function alwaysValidInterval({ mean, variance, visitors }: Difference): Interval {
  const half = standardErrors(visitors) * Math.sqrt(variance);
  return { mean, low: mean - half, high: mean + half };
}

/**
 * The p-value of no difference: 1 / Λ, at most 1, with the likelihood ratio of the mixture
 *
 *     Λ = √(V / (V + τ²)) · exp(τ² δ² / (2 V (V + τ²)))
 *
 * It is at most α exactly if the interval excludes 0. The minimum over all looks is valid, too.
 */
export function alwaysValidPValue({ mean, variance, visitors }: Difference): number {
  if (variance === 0) return 1;
  const ratio = MIXTURE * visitors;
  const logLikelihoodRatio = (mean ** 2 / variance) * (ratio / (1 + ratio) / 2) - Math.log1p(ratio) / 2;
  return Math.min(1, Math.exp(-logLikelihoodRatio));
}
