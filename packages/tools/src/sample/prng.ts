/** A deterministic random number generator: the same seed gives the same draws on every machine and engine. */
export interface Prng {
  /** Draws an unsigned 32-bit integer. */
  next(): number;
  /** Draws an integer in [0, bound); `bound` is at most 2^32. */
  below(bound: number): number;
  /** Draws true with a probability of `percent` in a hundred. */
  chance(percent: number): boolean;
  /** A random entry of a non-empty list. */
  pick<T>(list: readonly T[]): T;
}

/**
 * Seeds a 32-bit PCG generator (RXS-M-XS). It uses only integers: `Math.random` cannot be seeded, and engines may
 * round `Math.log` and the like differently.
 *
 * @see https://www.pcg-random.org/paper.html section 6.3.4
 */
export function createPrng(seed: number): Prng {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 747796405) + 2891336453) >>> 0;
    const word = Math.imul((state >>> ((state >>> 28) + 4)) ^ state, 277803737);
    return ((word >>> 22) ^ word) >>> 0;
  };
  // Division by a power of two and one IEEE 754 multiplication give the same bits everywhere.
  const below = (bound: number): number => Math.floor((next() / 0x1_0000_0000) * bound);
  return { next, below, chance: (percent) => below(100) < percent, pick: (list) => list[below(list.length)] };
}

/**
 * Returns a sampler of the indexes of `weights`, with probabilities proportional to the weights. Weights are
 * integers and sum to less than 2^32.
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

/** A shuffled copy (Fisher–Yates). */
export function shuffled<T>(list: readonly T[], random: Prng): T[] {
  const copy = [...list];
  for (let last = copy.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [copy[last], copy[other]] = [copy[other], copy[last]];
  }
  return copy;
}

/** A version 4 UUID from the generator, so it is reproducible. */
export function uuid(random: Prng): string {
  const hex = Array.from({ length: 4 }, () => random.next().toString(16).padStart(8, '0')).join('');
  const variant = '89ab'[random.below(4)];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
