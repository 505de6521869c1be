import { machineLimit } from '../../machine-limit';
import type { Platform } from '../../platform';
import { CreationFailure } from './errors';
import type { Stateful, Status } from './resource';
import { ThreadFailure } from './threads/job-threads';

/** An asynchronous status transition. */
export interface Transition {
  readonly pending: Status;
  readonly inProgress: Status;
  /** @default 'CREATE FAILED' */
  readonly failed?: Status;
  /** If set, it ends in `CREATE FAILED` with this reason before it is in progress. */
  readonly refusal?: string;
  /** Work to do while it is in progress. */
  readonly work?: () => Promise<void>;
  /** Applies the end; returns the final status, or undefined for a removed resource. */
  readonly end: () => Status | undefined;
  /** Called at the end, whatever the outcome. */
  readonly onEnd?: () => void;
}

/**
 * Runs a transition: pending for the first half of the time, then in progress, longer if the work takes
 * longer. Waiters are notified of each step.
 *
 * Clearing the clock stops it where it is, as does another transition of the same target.
 */
export function startTransition(
  target: Stateful,
  transition: Transition,
  durationMs: number,
  platform: Platform,
): void {
  const { clock, changes } = platform;
  latestTransitions.set(target, transition);
  const isSuperseded = (): boolean => latestTransitions.get(target) !== transition;
  const enter = (status: Status | undefined): void => {
    if (status !== undefined) {
      target.status = status;
      target.lastUpdatedDateTime = clock.now() / 1000;
    }
    changes.notify();
  };
  const fail = (reason: string): void => {
    target.failureReason = reason;
    enter(transition.failed ?? 'CREATE FAILED');
    transition.onEnd?.();
  };
  enter(transition.pending);
  clock.schedule(durationMs / 2, () => {
    if (isSuperseded()) return;
    if (transition.refusal !== undefined) return fail(transition.refusal);
    enter(transition.inProgress);
    void run(target, transition.work).then((failureReason) =>
      timeIsUp.then(() => {
        if (isSuperseded()) return;
        if (failureReason !== undefined) return fail(failureReason);
        enter(transition.end());
        transition.onEnd?.();
      }),
    );
  });
  const timeIsUp = new Promise<void>((resolve) => clock.schedule(durationMs, resolve));
}

const latestTransitions = new WeakMap<Stateful, Transition>();

/** Does the work; returns the reason if it failed. */
async function run(target: Stateful, work: Transition['work']): Promise<string | undefined> {
  try {
    await work?.();
    return undefined;
  } catch (error) {
    if (error instanceof CreationFailure || error instanceof ThreadFailure) return error.message;
    const limit = machineLimit(error);
    if (limit !== undefined) return limit;
    console.error('embedded AWS: work of personalize failed', target, error);
    return `Internal failure of the embedded AWS: ${String(error)}`;
  }
}
