import type { Clock, Timer } from '../../../clock';

/** Subset of Node.js's `Timeout` that programs use. */
interface ClockTimer extends Timer {
  /** No-op: a clock keeps no process alive. */
  unref(): ClockTimer;
  ref(): ClockTimer;
}

/** `setTimeout` and `clearTimeout` on a clock: advancing it ends waits. */
export function clockTimers(clock: Clock): {
  readonly setTimeout: (
    task: (...args: unknown[]) => void,
    delayMs?: number,
    ...args: unknown[]
  ) => ClockTimer;
  /** Ignores anything but a timer, like Node.js's. */
  readonly clearTimeout: (timer?: Partial<ClockTimer>) => void;
} {
  return {
    setTimeout: (task, delayMs = 0, ...args) => {
      const timer: ClockTimer = {
        ...clock.schedule(delayMs, () => task(...args)),
        unref: () => timer,
        ref: () => timer,
      };
      return timer;
    },
    clearTimeout: (timer) => timer?.cancel?.(),
  };
}
