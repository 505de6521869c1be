import type { Clock, Timer } from '../../clock';

/**
 * Waits for `work`, at most until its time is over on the embedded AWS's clock; then undefined. Turning
 * the clock counts. A clock that runs fast does not: the handler computes no faster for it.
 */
export function raceTimeout<T>(clock: Clock, timeoutMs: number, work: Promise<T>): Promise<T | undefined> {
  const startedMs = clock.now();
  const startedReal = performance.now();
  let timer: Timer;
  const timedOut = new Promise<undefined>((resolve) => {
    const check = (): void => {
      const realMs = performance.now() - startedReal;
      const usedMs = clock.now() - startedMs - realMs * (clock.speed - 1);
      // The clock is rounded to milliseconds, and the two are not read at the same moment.
      if (usedMs >= timeoutMs - 1) resolve(undefined);
      else timer = clock.schedule((timeoutMs - usedMs) * clock.speed, check);
    };
    check();
  });
  return Promise.race([work, timedOut]).finally(() => timer?.cancel());
}
