import { fromQueue } from './from-queue';
import type { Found, LambdaStore } from './lambda-store';

/** Delays of an asynchronous invocation and its retries: none, one minute, two. */
const DELAYS_MS = [0, 60_000, 120_000];

/**
 * Invokes asynchronously, with Lambda's retries.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export async function invokeEvent(
  { fn: { name }, named }: Found,
  payload: string,
  requestId: string,
  store: LambdaStore,
): Promise<void> {
  const closing = store.closing.signal;
  for (const delayMs of DELAYS_MS) {
    if (delayMs > 0) await store.platform.clock.sleep(delayMs, closing);
    if (closing.aborted) return;
    const invoke = async (): Promise<boolean> => {
      // Read again: the function or the alias may have been updated or deleted meanwhile.
      const found = store.find(named.arn);
      return found !== undefined && (await store.invoke(found, payload, requestId)).failed;
    };
    const run = (): Promise<boolean> =>
      fromQueue(invoke, store.platform.clock, closing).catch((error: unknown) => {
        if (!closing.aborted) console.error(`embedded AWS: an event for ${name} could not run`, error);
        return true;
      });
    if (await run()) continue;
    // Duplicate delivery; its outcome is ignored.
    if (store.platform.faults.strike('function-twice', { function: name })) await run();
    return;
  }
}
