import { machineLimit } from '../../machine-limit';
import type { Platform } from '../../platform';
import { CreationFailure } from './errors';
import type { Stateful, Status } from './resource';

/** A way through states in the background. */
export interface Course {
  readonly pending: Status;
  readonly inProgress: Status;
  /** Why it ends in `CREATE FAILED` before it is in progress, if it does. */
  readonly refusal?: string;
  /** What must be done while it is in progress. */
  readonly work?: () => Promise<void>;
  /** What is true when it is over: a last status, or undefined where the resource is gone. */
  readonly end: () => Status | undefined;
  /** Is told when it is over, however it ended. */
  readonly over?: () => void;
}

/**
 * Takes a resource through a course: the first half of the time it is pending, the second in progress, and
 * longer if its work takes longer. Waiters are told of each step.
 *
 * A clock that is cleared ends it where it stands.
 */
export function take(target: Stateful, course: Course, durationMs: number, platform: Platform): void {
  const { clock, changes } = platform;
  const enter = (status: Status | undefined): void => {
    if (status !== undefined) {
      target.status = status;
      target.lastUpdatedDateTime = clock.now() / 1000;
    }
    changes.notify();
  };
  const fail = (reason: string): void => {
    target.failureReason = reason;
    enter('CREATE FAILED');
    course.over?.();
  };
  enter(course.pending);
  clock.schedule(durationMs / 2, () => {
    if (course.refusal !== undefined) return fail(course.refusal);
    enter(course.inProgress);
    void run(target, course.work).then((failureReason) =>
      timeIsUp.then(() => {
        if (failureReason !== undefined) return fail(failureReason);
        enter(course.end());
        course.over?.();
      }),
    );
  });
  const timeIsUp = new Promise<void>((resolve) => clock.schedule(durationMs, resolve));
}

/** Does the work and gives the reason why it failed, if it did. */
async function run(target: Stateful, work: Course['work']): Promise<string | undefined> {
  try {
    await work?.();
    return undefined;
  } catch (error) {
    if (error instanceof CreationFailure) return error.message;
    const limit = machineLimit(error);
    if (limit !== undefined) return limit;
    console.error('embedded AWS: work of personalize failed', target, error);
    return `Internal failure of the embedded AWS: ${String(error)}`;
  }
}
