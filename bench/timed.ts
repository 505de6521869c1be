import type { Sample } from './measurement';

/** Seconds that some work takes. */
export async function timed(work: () => Promise<unknown>): Promise<Sample> {
  const begun = performance.now();
  await work();
  return { value: (performance.now() - begun) / 1000 };
}
