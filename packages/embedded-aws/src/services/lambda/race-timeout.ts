import type { Clock, Timer } from '../../clock';

/**
 * Waits for `work`, at most until its time is over on the embedded AWS's clock; then undefined. Turning
 * the clock shortens the wait. A clock that runs fast does not: the handler computes no faster for it. Nor does
 * one that hardly runs, on which the timeout is as long as it says.
 */
export function raceTimeout<T>(clock: Clock, timeoutMs: number, work: Promise<T>): Promise<T | undefined> {
  let timer: Timer;
  const timedOut = new Promise<undefined>((resolve) => {
    timer = clock.schedule(timeoutMs * Math.max(1, clock.speed), () => resolve(undefined));
  });
  return Promise.race([work, timedOut]).finally(() => timer.cancel());
}
