import type { Clock, Timer } from '../../clock';

/**
 * Waits for `work` up to a timeout on the embedded AWS's clock; then undefined. Advancing the clock shortens
 * the wait; a fast clock does not, as the handler computes no faster. A slow clock stretches it.
 */
export function raceTimeout<T>(clock: Clock, timeoutMs: number, work: Promise<T>): Promise<T | undefined> {
  let timer: Timer;
  const timedOut = new Promise<undefined>((resolve) => {
    timer = clock.schedule(timeoutMs * Math.max(1, clock.speed), () => resolve(undefined));
  });
  return Promise.race([work, timedOut]).finally(() => timer.cancel());
}
