import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import type { LocalAws } from '../../local/local-aws';

/** How long, on the machine's clock, one look at the event loop takes. */
const LOOK_MS = 5;
/** A look that takes longer tells of a machine that is busy with something else. */
const LONGEST_LOOK_MS = 15;
/** Share of a look in which a loop that is at rest may have something to do. */
const REST = 0.2;
/** Looks in a row that must find nothing. */
const LOOKS = 2;
const FIRST_STEP_MS = 1_000;
const LONGEST_STEP_MS = 600_000;
const LONGEST_REST_MS = 30_000;

/** The clock of an embedded AWS, as a test turns it. */
export interface QuietTurns {
  /** Resolves once all of it waits for the clock, which goes on as it is. */
  readonly rest: () => Promise<void>;
  /** Turns the clock forward if all of it waits for the clock, further each time that this does not help. */
  readonly turn: () => Promise<void>;
  /** Waits until all of it waits for the clock, and turns that to where the next thing is due, or half a minute. */
  readonly turnToNext: () => Promise<void>;
}

/**
 * Turns the embedded AWS's clock forward whenever all of it waits for the clock. Everything runs in this process,
 * functions too, so that is when the event loop has nothing to do, no file is being read or written, and no request
 * comes. No fixed speed would do: a function that computes must not run into its timeout.
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
      // What only looked like a rest must not turn the clock by days.
      await clock.advance(Math.min(Math.max(0, restMs), LONGEST_REST_MS));
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

/** A busy disk may take longer than all looks together, and the event loop waits for it in idleness. */
const isAtFiles = (): boolean => process.getActiveResourcesInfo().some((name) => name.startsWith('FSReq'));
