/** A share with its confidence interval, from 0 to 1; or a difference of two shares, from -1 to 1. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/**
 * z for 99 % of a normal distribution. A shop gets up to five verdicts, each of which is falsely positive in one of 200 cases.
 */
const Z = 2.5758;

/**
 * The share hits / questions with Wilson's interval.
 *
 * @param questions - at least 1
 * @see Wilson: Probable Inference, the Law of Succession, and Statistical Inference (1927)
 */
export function proportion(hits: number, questions: number): Interval {
  const mean = hits / questions;
  const centre = (hits + Z ** 2 / 2) / (questions + Z ** 2);
  const half = (Z / (questions + Z ** 2)) * Math.sqrt(hits * (1 - mean) + Z ** 2 / 4);
  return { mean, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/**
 * Difference between the shares of the same questions that two lists answer. With b the number of questions that only the first
 * list answers, c the number that only the second answers, and half a question added to each of the four cells:
 *
 *     (b - c ± z √(b + c + 1 - (b - c)² / (n + 2))) / (n + 2)
 *
 * @param questions - n, at least 1
 * @see Agresti, Min: Simple improved confidence intervals for comparing matched proportions (2005)
 */
export function pairedDifference(onlyOne: number, onlyOther: number, questions: number): Interval {
  const difference = onlyOne - onlyOther;
  const n = questions + 2;
  const half = Z * Math.sqrt(onlyOne + onlyOther + 1 - difference ** 2 / n);
  return {
    mean: difference / questions,
    low: Math.max(-1, (difference - half) / n),
    high: Math.min(1, (difference + half) / n),
  };
}
