/**
 * Some of the values, all of them equally likely, in random order.
 *
 * @param random gives whole numbers from 0 to below a limit
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
