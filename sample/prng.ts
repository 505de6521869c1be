/** A source of repeatable chance: the same seed gives the same draws on every machine and engine. */
export interface Prng {
  /** A whole number from 0 to below 2^32. */
  next(): number;
  /** A whole number from 0 to below `bound`, which is at most 2^32. */
  below(bound: number): number;
  /** True in `percent` of a hundred cases. */
  chance(percent: number): boolean;
  /** One entry of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
}

/**
 * Starts the 32-bit generator RXS-M-XS of the PCG family. It works on integers alone: `Math.random` cannot be
 * seeded, and engines may round `Math.log` and its kin differently.
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
  // Dividing by a power of two and one IEEE multiplication: the same bits everywhere.
  const below = (bound: number): number => Math.floor((next() / 0x1_0000_0000) * bound);
  return { next, below, chance: (percent) => below(100) < percent, pick: (list) => list[below(list.length)] };
}
