import type { Clock } from '../../../clock';
import { StateError } from './state-error';

/**
 * Work that is given up when `signal` aborts or `timeoutMs` have passed on the clock. It may go on unseen;
 * how it ends no longer matters then.
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
