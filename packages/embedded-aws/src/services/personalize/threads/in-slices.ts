import { setImmediate } from 'node:timers/promises';

/** Length of a time slice, after which waiting requests are served. */
const SLICE_MS = 5;

/**
 * Does some work for each number below `count`, in time slices.
 *
 * @throws the signal's reason if it aborts
 */
export async function inSlices(
  count: number,
  work: (number: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  let sliceEnd = performance.now() + SLICE_MS;
  for (let number = 0; number < count; number++) {
    work(number);
    if (performance.now() < sliceEnd) continue;
    await setImmediate();
    signal?.throwIfAborted();
    sliceEnd = performance.now() + SLICE_MS;
  }
}
