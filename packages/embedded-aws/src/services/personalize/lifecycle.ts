import { machineLimit } from '../../machine-limit';
import type { Platform } from '../../platform';
import { CreationFailure } from './errors';
import type { Stateful, Status } from './resource';
import { ThreadFailure } from './threads/job-threads';

/** An asynchronous status transition. */
export interface Course {
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
  readonly over?: () => void;
}

/**
 * Runs a transition: pending for the first half of the time, then in progress, longer if the work takes
 * longer. Waiters are notified of each step.
 *
 * Clearing the clock stops it where it is, as does another transition of the same target.
 */
export function take(target: Stateful, course: Course, durationMs: number, platform: Platform): void {
  const { clock, changes } = platform;
  courses.set(target, course);
  const isOver = (): boolean => courses.get(target) !== course;
  const enter = (status: Status | undefined): void => {
    if (status !== undefined) {
      target.status = status;
      target.lastUpdatedDateTime = clock.now() / 1000;
    }
    changes.notify();
  };
  const fail = (reason: string): void => {
    target.failureReason = reason;
    enter(course.failed ?? 'CREATE FAILED');
    course.over?.();
  };
  enter(course.pending);
  clock.schedule(durationMs / 2, () => {
    if (isOver()) return;
    if (course.refusal !== undefined) return fail(course.refusal);
    enter(course.inProgress);
    void run(target, course.work).then((failureReason) =>
      timeIsUp.then(() => {
        if (isOver()) return;
        if (failureReason !== undefined) return fail(failureReason);
        enter(course.end());
        course.over?.();
      }),
    );
  });
  const timeIsUp = new Promise<void>((resolve) => clock.schedule(durationMs, resolve));
}

/** The latest transition of each resource. */
const courses = new WeakMap<Stateful, Course>();

/** Does the work; returns the reason if it failed. */
async function run(target: Stateful, work: Course['work']): Promise<string | undefined> {
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
