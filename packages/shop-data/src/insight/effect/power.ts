import { standardErrors } from './always-valid';

/** Number of standard errors of a two-sided test at 5 % with a single look. */
const ONE_LOOK = 1.959964;

/** Number of standard errors for a power of 80 %. */
const POWER_80 = 0.841621;

/** The difference that an experiment should detect, and its conditions. */
export interface Question {
  /** Variance of the metric between visitors. For a click rate p, it is p (1 - p). */
  readonly variance: number;
  /** Difference between the two arms per visitor. */
  readonly difference: number;
  /** Share of the visitors in the control arm. */
  readonly share: number;
}

/**
 * Number of visitors of both arms at which a single look at the end detects a difference δ in four of five shops:
 *
 *     (z₀.₉₇₅ + z₀.₈)² σ² (1 / share + 1 / (1 - share)) / δ²
 */
export const visitorsForOneLook = (question: Question): number =>
  Math.ceil((ONE_LOOK + POWER_80) ** 2 * perVisitor(question));

/**
 * Number of visitors after which the always-valid interval excludes 0 in four of five shops. A shop that looks every
 * day can stop earlier on average.
 */
export function visitorsToDecide(question: Question): number {
  const scale = perVisitor(question);
  const isEnough = (visitors: number): boolean =>
    visitors >= (standardErrors(visitors) + POWER_80) ** 2 * scale;
  let [low, high] = [0, 1];
  while (!isEnough(high)) [low, high] = [high, high * 2];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Variance of the difference with one visitor, in units of the squared difference. */
const perVisitor = ({ variance, difference, share }: Question): number =>
  (variance * (1 / share + 1 / (1 - share))) / difference ** 2;
