import { setImmediate } from 'node:timers/promises';

/** Length of a time slice, after which it yields to pending requests. */
const SLICE_MS = 5;

/**
 * For long work: awaited often, it lets others run once the current slice is over.
 *
 * @returns a function that throws the signal's reason if it aborts
 */
export function timeSlices(signal?: AbortSignal): () => Promise<void> {
  let end = performance.now() + SLICE_MS;
  return async () => {
    if (performance.now() < end) return;
    await setImmediate();
    signal?.throwIfAborted();
    end = performance.now() + SLICE_MS;
  };
}
