import type { Clock } from '../../clock';
import { isThrottle } from './concurrency';

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 5 * 60_000;
/** Lambda drops the event after this time. */
const LONGEST_MS = 6 * 3_600_000;

/**
 * Makes an asynchronous invocation; while throttled, retries with exponential back-off, like Lambda's queue.
 *
 * @throws whatever the invocation throws; `TooManyRequestsException` after six hours, or once `signal` aborts
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export async function fromQueue<T>(invoke: () => Promise<T>, clock: Clock, signal?: AbortSignal): Promise<T> {
  const dropMs = clock.now() + LONGEST_MS;
  for (let delayMs = FIRST_DELAY_MS; ; delayMs = Math.min(2 * delayMs, LONGEST_DELAY_MS)) {
    try {
      return await invoke();
    } catch (error) {
      if (!isThrottle(error) || clock.now() >= dropMs) throw error;
      await clock.sleep(delayMs, signal);
      if (signal?.aborted) throw error;
    }
  }
}
