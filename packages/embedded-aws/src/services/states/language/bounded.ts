import type { Clock } from '../../../clock';
import { StateError } from './state-error';

/**
 * Stops waiting for work when `signal` aborts or after `timeoutMs` on the clock. The work may continue; its
 * result is ignored.
 *
 * @throws StateError `States.Timeout`, or the signal's reason
 */
export function bounded<T>(
  work: Promise<T>,
  signal: AbortSignal,
  clock: Clock,
  timeoutMs: number | undefined,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => end(() => reject(signal.reason as Error));
    const timer =
      timeoutMs === undefined
        ? undefined
        : clock.schedule(timeoutMs, () => end(() => reject(new StateError('States.Timeout'))));
    function end(settle: () => void): void {
      signal.removeEventListener('abort', onAbort);
      timer?.cancel();
      settle();
    }
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(
      (value) => end(() => resolve(value)),
      (error: Error) => end(() => reject(error)),
    );
    if (signal.aborted) onAbort();
  });
}
