import type { Sample } from '../measurement';

/** Does the work, and prints its peak memory and its duration in seconds, without process start. */
export async function printSample(work: () => Promise<void> | void): Promise<void> {
  const begun = performance.now();
  await work();
  const value = (performance.now() - begun) / 1000;
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const sample: Sample = {
    value,
    peakMiB: maxRSS / 1024,
    processorSeconds: (userCPUTime + systemCPUTime) / 1e6,
  };
  console.log(JSON.stringify(sample));
}
