import { sumOf } from './totals';

/** A mean per visitor, with its sampling variance. */
export interface Rate {
  readonly mean: number;
  /** Variance of {@link mean}. */
  readonly variance: number;
}

/**
 * R = Σ y / Σ n over the buckets, and its variance by the jackknife: with R₍ᵢ₎ the rate without bucket i,
 *
 *     Var R = (B - 1) / B · Σ (R₍ᵢ₎ - R̄)²
 *
 * Each visitor is in one bucket, so repeated actions of a visitor are not mistaken for independent ones.
 *
 * @param amounts - y, a sum by bucket
 * @param visitors - n, by bucket; at least one visitor in two buckets
 * @see Efron, Stein: The Jackknife Estimate of Variance (1981); Deng, Knoblich, Lu: Applying the Delta Method in Metric
 * Analytics (2018), on why the unit of analysis must be the unit of randomisation
 */
export function visitorRate(amounts: readonly number[], visitors: readonly number[]): Rate {
  const amount = sumOf(amounts);
  const count = sumOf(visitors);
  const without = amounts.map((own, bucket) => (amount - own) / (count - visitors[bucket]));
  const centre = sumOf(without) / without.length;
  let spread = 0;
  for (let bucket = 0; bucket < without.length; bucket++) spread += (without[bucket] - centre) ** 2;
  return { mean: amount / count, variance: (spread * (without.length - 1)) / without.length };
}
