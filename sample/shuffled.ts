import type { Prng } from './prng';

/** A copy of the list in a drawn order (Fisher–Yates). */
export function shuffled<T>(list: readonly T[], random: Prng): T[] {
  const copy = [...list];
  for (let last = copy.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [copy[last], copy[other]] = [copy[other], copy[last]];
  }
  return copy;
}
