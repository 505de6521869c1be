import type { Sample } from '../measurement';

/** Does the work and prints its seconds, without process start, and peak memory. */
export async function printSample(work: () => Promise<void> | void): Promise<void> {
  const begun = performance.now();
  await work();
  const sample: Sample = {
    value: (performance.now() - begun) / 1000,
    peakMiB: process.resourceUsage().maxRSS / 1024,
  };
  console.log(JSON.stringify(sample));
}
