/**
 * Deterministic random integers in `[0, limit)`.
 *
 * @see https://www.pcg-random.org PCG, here RXS-M-XS with 32 bits
 */
export function seededRandom(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 747_796_405) + 2_891_336_453) >>> 0;
    const word = Math.imul((state >>> ((state >>> 28) + 4)) ^ state, 277_803_737) >>> 0;
    return Math.floor(((((word >>> 22) ^ word) >>> 0) / 2 ** 32) * limit);
  };
}

/**
 * A uniform random sample, in random order.
 *
 * @param random - gives integers in `[0, limit)`
 */
export function sampled<T>(values: readonly T[], count: number, random: (limit: number) => number): T[] {
  const pool = [...values];
  const taken = Math.min(count, pool.length);
  for (let at = 0; at < taken; at++) {
    const other = at + random(pool.length - at);
    [pool[at], pool[other]] = [pool[other], pool[at]];
  }
  return pool.slice(0, taken);
}
