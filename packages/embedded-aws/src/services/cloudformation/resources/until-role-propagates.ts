import { AwsError } from '../../../aws-error';
import type { ResourceContext } from './resource-type';

/** What services say of a role that they cannot assume, or not yet. */
const NOT_YET = /cannot be assumed by/;

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 5_000;
const PATIENCE_MS = 120_000;

/**
 * Makes a call again while the role in it is too young to be assumed. That never happens here but by a fault;
 * without one the error is told at once.
 */
export async function untilRolePropagates<T>(
  { platform: { clock, faults }, signal }: ResourceContext,
  call: () => Promise<T>,
): Promise<T> {
  const lastMs = clock.now() + PATIENCE_MS;
  for (let delayMs = FIRST_DELAY_MS; ; delayMs = Math.min(2 * delayMs, LONGEST_DELAY_MS)) {
    try {
      return await call();
    } catch (error) {
      const isYoung = error instanceof AwsError && NOT_YET.test(error.message);
      if (!isYoung || !faults.has('role-propagation') || signal.aborted || clock.now() > lastMs) throw error;
    }
    await clock.sleep(delayMs, signal);
  }
}
