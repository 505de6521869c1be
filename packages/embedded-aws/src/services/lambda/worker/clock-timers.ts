import type { Clock, Timer } from '../../../clock';

/** A timer as `setTimeout` of Node.js gives it, as far as programs use that. */
interface ClockTimer extends Timer {
  /** A clock keeps no process alive. */
  unref(): ClockTimer;
  ref(): ClockTimer;
}

/** `setTimeout` and `clearTimeout` by a clock: turning it ends waits. */
export function clockTimers(clock: Clock): {
  readonly setTimeout: (
    task: (...args: unknown[]) => void,
    delayMs?: number,
    ...args: unknown[]
  ) => ClockTimer;
  /** Like Node.js's, it passes over what is no timer. */
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
