import { setImmediate } from 'node:timers/promises';

/** Maximum time that long work takes before it yields to pending requests. */
const SLICE_MS = 5;

/**
 * Keeps long work from blocking the event loop.
 *
 * @returns a function to await often: it yields when the current time slice is over, and throws the signal's reason if it aborts
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
