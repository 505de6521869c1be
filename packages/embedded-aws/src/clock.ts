import { setImmediate } from 'node:timers/promises';

/** The embedded AWS's time. It starts at the machine's and may run faster or be turned forward. */
export interface Clock {
  /** Seconds on this clock for each second of the machine's. */
  readonly speed: number;
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Runs `task` when `delayMs` have passed on this clock, and never before the current task is done. */
  schedule(delayMs: number, task: () => void): Timer;
  /**
   * Runs `task` at that time in milliseconds since the Unix epoch. A time that has passed keeps its place before
   * later ones, so that what repeats itself, and is scheduled anew from its own time, stays in order and complete
   * when the clock is turned.
   */
  scheduleAt(atMs: number, task: () => void): Timer;
  /** Resolves when `delayMs` have passed on this clock, or at once when `signal` aborts. */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
  /**
   * Turns the clock forward, once everything that is due already has run. Resolves when everything that became due
   * has run, in order, including what those tasks scheduled for a time that has passed too. Work that tasks started
   * and that waits for I/O may still be in flight.
   */
  advance(byMs: number): Promise<void>;
  /** When the next of what is scheduled is due, in milliseconds since the Unix epoch; undefined for nothing. */
  nextDue(): number | undefined;
  /** Drops everything that is scheduled. */
  clear(): void;
}

/** Something scheduled; cancelling what has already run does nothing. */
export interface Timer {
  cancel(): void;
}

interface Entry {
  readonly dueMs: number;
  readonly task: () => void;
}

/** @param speed - seconds on this clock for each second of the machine's. */
export function createClock(speed = 1): Clock {
  const startMs = Date.now();
  const entries: Entry[] = [];
  let turnedMs = 0;
  let wake: NodeJS.Timeout | undefined;

  const now = (): number => startMs + turnedMs + (Date.now() - startMs) * speed;

  function arm(): void {
    clearTimeout(wake);
    wake = undefined;
    if (entries.length === 0) return;
    // setTimeout holds 31 bits; a wake-up that comes early finds nothing due and arms again.
    const realMs = Math.min(Math.max(0, (entries[0].dueMs - now()) / speed), 2 ** 31 - 1);
    wake = setTimeout(runDue, realMs);
  }

  function runDue(): void {
    const dueMs = now();
    while (entries.length > 0 && entries[0].dueMs <= dueMs) entries.shift()!.task();
    arm();
  }

  async function settle(): Promise<void> {
    do {
      await setImmediate();
      runDue();
      // A task's promise chain may schedule the next step; it does so before this turn of the event loop ends.
      await setImmediate();
    } while (entries.length > 0 && entries[0].dueMs <= now());
  }

  const schedule = (delayMs: number, task: () => void): Timer =>
    scheduleAt(now() + Math.max(0, delayMs), task);

  function scheduleAt(dueMs: number, task: () => void): Timer {
    const entry: Entry = { dueMs, task };
    const later = entries.findIndex(({ dueMs }) => dueMs > entry.dueMs);
    entries.splice(later < 0 ? entries.length : later, 0, entry);
    arm();
    return {
      cancel: () => {
        const at = entries.indexOf(entry);
        if (at >= 0) entries.splice(at, 1);
        arm();
      },
    };
  }

  return {
    speed,
    now,
    schedule,
    scheduleAt,
    sleep: (delayMs, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const timer = schedule(delayMs, done);
        function done(): void {
          signal?.removeEventListener('abort', abort);
          resolve();
        }
        function abort(): void {
          timer.cancel();
          resolve();
        }
        signal?.addEventListener('abort', abort, { once: true });
      }),
    advance: async (byMs) => {
      await settle();
      turnedMs += byMs;
      await settle();
    },
    nextDue: () => entries[0]?.dueMs,
    clear: () => {
      entries.length = 0;
      arm();
    },
  };
}
