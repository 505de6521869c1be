import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import type { LocalAws } from './local-aws';

/** Real time of one sample of the event loop. */
const LOOK_MS = 5;
/** A sample that takes longer means that the machine is busy with something else. */
const LONGEST_LOOK_MS = 15;
/** Share of a sample in which an idle loop may have work. */
const REST = 0.2;
/** Consecutive samples that must be idle. */
const LOOKS = 2;
const FIRST_STEP_MS = 1_000;
const LONGEST_STEP_MS = 600_000;
const LONGEST_REST_MS = 30_000;
/** Due times no further apart count as one, because a little real time passes between tasks that start together. */
const TOGETHER_MS = 10;

/** The clock of an embedded AWS, as a test controls it. */
export interface QuietTurns {
  /** Resolves once everything waits for the clock, which is not turned. */
  readonly rest: () => Promise<void>;
  /** Turns the clock forward if everything waits for it, further each time without progress. */
  readonly turn: () => Promise<void>;
  /** Waits until everything waits for the clock, and turns it past the next due time, at most half a minute ahead. */
  readonly turnToNext: () => Promise<void>;
}

/**
 * Turns the embedded AWS's clock forward whenever everything waits for it. Everything runs in this process,
 * functions too, so that is when the event loop is idle, no file is being read or written, and no request
 * arrives. No fixed speed would do: a function that computes must not run into its timeout.
 */
export function quietTurns({ clock, requests }: Pick<LocalAws, 'clock' | 'requests'>): QuietTurns {
  let stepMs = FIRST_STEP_MS;
  const isQuiet = async (): Promise<boolean> => {
    const before = performance.eventLoopUtilization();
    const startedMs = performance.now();
    await setTimeout(LOOK_MS);
    const { utilization } = performance.eventLoopUtilization(before);
    return utilization < REST && performance.now() - startedMs < LONGEST_LOOK_MS && !isAtFiles();
  };
  const isAtRest = async (): Promise<boolean> => {
    const { total } = requests;
    for (let look = 0; look < LOOKS; look += 1)
      if (!(await isQuiet()) || requests.total !== total) return false;
    return true;
  };
  const rest = async (): Promise<void> => {
    let rests = false;
    while (!rests) rests = await isAtRest();
  };
  return {
    rest,
    turnToNext: async () => {
      await rest();
      const restMs = (clock.nextDue() ?? 0) - clock.now();
      // A false idle must not turn the clock by days.
      await clock.advance(Math.min(Math.max(0, restMs) + TOGETHER_MS, LONGEST_REST_MS));
    },
    turn: async () => {
      if (!(await isAtRest())) {
        stepMs = FIRST_STEP_MS;
        return;
      }
      await clock.advance(stepMs);
      stepMs = Math.min(2 * stepMs, LONGEST_STEP_MS);
    },
  };
}

/** A busy disk may take longer than all samples together, during which the event loop is idle. */
const isAtFiles = (): boolean => process.getActiveResourcesInfo().some((name) => name.startsWith('FSReq'));
