import { standardErrors } from './always-valid';

/** Standard errors of a two-sided test at 5 %, looked at once. */
const ONE_LOOK = 1.959964;

/** Standard errors for a chance of 80 % to find the effect. */
const POWER_80 = 0.841621;

/** What an experiment is to find. */
export interface Question {
  /** Variance between visitors of what is counted; of a click rate p, p (1 - p). */
  readonly variance: number;
  /** Difference of the two arms per visitor. */
  readonly difference: number;
  /** Share of the visitors in the control arm. */
  readonly share: number;
}

/**
 * Visitors, of both arms, at which a difference δ is found in four of five shops by a single look at the end:
 *
 *     (z₀.₉₇₅ + z₀.₈)² σ² (1 / share + 1 / (1 - share)) / δ²
 */
export const visitorsForOneLook = (question: Question): number =>
  Math.ceil((ONE_LOOK + POWER_80) ** 2 * perVisitor(question));

/**
 * Visitors after which the always-valid interval leaves out 0 in four of five shops, which may look every day. A shop that
 * does stops earlier on average.
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
