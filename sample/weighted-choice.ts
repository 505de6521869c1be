import type { Prng } from './prng';

/**
 * Prepares a choice among the indexes of `weights`; an index comes as often as its weight says, a weight of 0 never.
 * Weights are whole numbers and sum to less than 2^32.
 */
export function weightedChoice(weights: readonly number[]): (random: Prng) => number {
  let total = 0;
  const upTo = weights.map((weight) => (total += weight));
  return (random) => {
    const drawn = random.below(total);
    let low = 0;
    let high = upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle] > drawn) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
