import type { Delays } from './delays';
import { matchesError, type StateError } from './state-error';

/** How often and after what time a state is tried again. */
export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
}

/** Where the schedule of one retrier has got to. */
interface Schedule {
  attempts: number;
  /** When the next attempt is due that counts; undefined once it has been made. */
  dueMs: number | undefined;
}

/**
 * The retries of one state. A wait that a change ends early is followed by an attempt that does not count:
 * the next one that counts stays due when it was. So changes neither use up MaxAttempts nor keep a state
 * from giving up when it would have.
 */
export class Retries {
  private readonly schedules = new Map<Retrier, Schedule>();
  private made = 0;

  constructor(private readonly retriers: readonly Retrier[]) {}

  /** Attempts after the first, for the context object. */
  get count(): number {
    return this.made;
  }

  /** Waits until the state may be tried again; false if it may not. */
  async wait(error: StateError, delays: Delays): Promise<boolean> {
    const retrier = this.retriers.find(({ ErrorEquals }) => matchesError(error, ErrorEquals));
    if (!retrier) return false;
    const { clock } = delays.platform;
    const schedule = this.schedules.get(retrier) ?? { attempts: 0, dueMs: undefined };
    this.schedules.set(retrier, schedule);
    if (schedule.dueMs === undefined) {
      if (schedule.attempts >= (retrier.MaxAttempts ?? 3)) return false;
      schedule.dueMs = clock.now() + delayMs(retrier, schedule.attempts);
      schedule.attempts += 1;
    }
    if (await delays.wait(schedule.dueMs - clock.now())) schedule.dueMs = undefined;
    this.made += 1;
    return true;
  }
}

function delayMs(retrier: Retrier, attempts: number): number {
  const { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds = Infinity } = retrier;
  return Math.min(IntervalSeconds * BackoffRate ** attempts, MaxDelaySeconds) * 1_000;
}
