import { setImmediate as nextTurn } from 'node:timers/promises';

/** The embedded AWS's time. Starts at real time; may run faster or be advanced. */
export interface Clock {
  /** Seconds on this clock per real second. */
  readonly speed: number;
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Runs `task` after `delayMs` on this clock, never before the current task is done. */
  schedule(delayMs: number, task: () => void): Timer;
  /**
   * Runs `task` at a time in milliseconds since the Unix epoch. A past time sorts before later ones, so that
   * repeating tasks, rescheduled from their own time, stay in order and complete when the clock is advanced.
   */
  scheduleAt(atMs: number, task: () => void): Timer;
  /** Resolves after `delayMs` on this clock, or at once when `signal` aborts. */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
  /**
   * Delays {@link advance} until `work` has ended. Otherwise a computation of milliseconds could seem to take hours on
   * a busy machine, because a test advances the clock meanwhile.
   */
  hold<T>(work: Promise<T>): Promise<T>;
  /**
   * Runs everything already due, waits for work passed to {@link hold}, then advances it. Resolves when everything that
   * became due has run, in order, including tasks scheduled meanwhile for a past time. I/O started by those tasks may
   * still be in flight.
   */
  advance(byMs: number): Promise<void>;
  /** When the next task is due, in milliseconds since the Unix epoch; undefined for none. */
  nextDue(): number | undefined;
  /** Drops all scheduled tasks. */
  clear(): void;
}

/** A clock that whoever has created it can end. */
export interface OwnClock extends Clock {
  /** Drops all scheduled tasks for good: what a function that still runs schedules later is dropped, too. */
  end(): void;
}

/** A scheduled task; cancelling one that has run is a no-op. */
export interface Timer {
  cancel(): void;
}

interface Entry {
  readonly dueMs: number;
  readonly task: () => void;
}

/**
 * @param speed - seconds on this clock per real second
 * @param startMs - initial time, in milliseconds since the Unix epoch
 */
export function createClock(speed = 1, startMs = Date.now()): OwnClock {
  const realStartMs = Date.now();
  const entries: Entry[] = [];
  const holding = new Set<Promise<unknown>>();
  let turnedMs = 0;
  let wake: Timer | undefined;
  let hasEnded = false;

  const now = (): number => startMs + turnedMs + (Date.now() - realStartMs) * speed;

  function arm(): void {
    wake?.cancel();
    wake = undefined;
    if (entries.length === 0) return;
    const restMs = entries[0].dueMs - now();
    wake = restMs > 0 ? afterReal(restMs / speed, runDue) : inNextTurn(runDue);
  }

  function runDue(): void {
    const dueMs = now();
    while (entries.length > 0 && entries[0].dueMs <= dueMs) entries.shift()!.task();
    arm();
  }

  async function settle(): Promise<void> {
    do {
      await nextTurn();
      runDue();
      // A task's promise chain may schedule the next step before this turn of the event loop ends.
      await nextTurn();
    } while (entries.length > 0 && entries[0].dueMs <= now());
  }

  const schedule = (delayMs: number, task: () => void): Timer =>
    scheduleAt(now() + Math.max(0, delayMs), task);

  function scheduleAt(dueMs: number, task: () => void): Timer {
    if (hasEnded) return { cancel: () => {} };
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

  function clear(): void {
    entries.length = 0;
    arm();
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
    hold: (work) => {
      const held = work.finally(() => holding.delete(held));
      holding.add(held);
      return held;
    },
    advance: async (byMs) => {
      await settle();
      while (holding.size > 0) {
        await Promise.allSettled(holding);
        await settle();
      }
      turnedMs += byMs;
      await settle();
    },
    nextDue: () => entries[0]?.dueMs,
    clear,
    end: () => {
      hasEnded = true;
      clear();
    },
  };
}

/** In real time. `setTimeout` holds 31 bits; an early wake-up finds nothing due and re-arms. */
export function afterReal(delayMs: number, task: () => void): Timer {
  const timer = setTimeout(task, Math.min(delayMs, 2 ** 31 - 1));
  return { cancel: () => clearTimeout(timer) };
}

/** Not by a timer: whether it comes before or after other events of the turn would depend on the machine. */
function inNextTurn(task: () => void): Timer {
  const immediate = setImmediate(task);
  return { cancel: () => clearImmediate(immediate) };
}
