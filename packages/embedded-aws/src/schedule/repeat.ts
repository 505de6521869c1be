import type { Clock, Timer } from '../clock';
import type { Schedule } from './schedule';

/**
 * Runs a task at each time of a schedule, with that time. None is skipped, however far the clock is advanced
 * at once.
 *
 * @param afterMs - the first time is after this one
 */
export function repeat(
  schedule: Schedule,
  clock: Clock,
  afterMs: number,
  task: (atMs: number) => void,
): Timer {
  let timer: Timer | undefined;
  const arm = (lastMs: number): void => {
    const nextMs = schedule.next(lastMs);
    timer =
      nextMs === undefined
        ? undefined
        : clock.scheduleAt(nextMs, () => {
            arm(nextMs);
            task(nextMs);
          });
  };
  arm(afterMs);
  return { cancel: () => timer?.cancel() };
}
