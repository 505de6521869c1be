import type { Delays } from './delays';
import { matchesError, type StateError } from './state-error';

/** Retry policy of a state. */
export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
}

/** Progress of one retrier. */
interface Schedule {
  attempts: number;
  /** When the next regular attempt is due; undefined once it was made. */
  dueMs: number | undefined;
  /** Extra attempts since the last regular one. */
  extra: number;
}

/** Extra attempts between two regular ones. A task that itself changes something would otherwise be attempted without end. */
const MOST_EXTRA = 50;

/**
 * Retries of one state. When a change ends a wait early, the extra attempt does not count; the regular one
 * stays due at its time. So changes neither use up MaxAttempts nor postpone giving up.
 */
export class Retries {
  private readonly schedules = new Map<Retrier, Schedule>();
  private made = 0;
  private wasEarly = false;

  constructor(private readonly retriers: readonly Retrier[]) {}

  /** Attempts after the first, for the context object. */
  get count(): number {
    return this.made;
  }

  /** Whether AWS would also make the current attempt: not if a change ended the wait early. */
  get isOnTime(): boolean {
    return !this.wasEarly;
  }

  /** Waits for the next attempt; false if there is none. */
  async wait(error: StateError, delays: Delays): Promise<boolean> {
    const retrier = this.retriers.find(({ ErrorEquals }) => matchesError(error, ErrorEquals));
    if (!retrier) return false;
    const { clock } = delays.platform;
    const schedule = this.schedules.get(retrier) ?? { attempts: 0, dueMs: undefined, extra: 0 };
    this.schedules.set(retrier, schedule);
    if (schedule.dueMs === undefined) {
      if (schedule.attempts >= (retrier.MaxAttempts ?? 3)) return false;
      schedule.dueMs = clock.now() + delayMs(retrier, schedule.attempts);
      schedule.attempts += 1;
    }
    const mayBeEarly = schedule.extra < MOST_EXTRA;
    this.wasEarly = !(await delays.wait(schedule.dueMs - clock.now(), mayBeEarly));
    if (this.wasEarly) schedule.extra += 1;
    else Object.assign(schedule, { dueMs: undefined, extra: 0 });
    this.made += 1;
    return true;
  }
}

function delayMs(retrier: Retrier, attempts: number): number {
  const { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds = Infinity } = retrier;
  return Math.min(IntervalSeconds * BackoffRate ** attempts, MaxDelaySeconds) * 1_000;
}
