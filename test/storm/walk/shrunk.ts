import type { Step } from './walk';

/**
 * The shortest sequence found that still fails: drops steps from the front, halves first, as long as the rest fails.
 *
 * @param steps up to the one that fails
 */
export async function shrunk(
  steps: readonly Step[],
  fails: (steps: readonly Step[]) => Promise<boolean>,
): Promise<readonly Step[]> {
  let shortest = steps;
  for (let size = shortest.length >> 1; size >= 1; size >>= 1) {
    for (let at = 0; at + size <= shortest.length;) {
      const rest = [...shortest.slice(0, at), ...shortest.slice(at + size)];
      if (rest.length > 0 && (await fails(rest))) shortest = rest;
      else at += size;
    }
  }
  return shortest;
}
