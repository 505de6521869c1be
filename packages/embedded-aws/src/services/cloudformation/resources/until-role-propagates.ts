import { AwsError } from '../../../aws-error';
import type { ResourceContext } from './resource-type';

/** Services' message for a role that they cannot assume (yet). */
const NOT_YET = /cannot be assumed by/;

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 5_000;
const PATIENCE_MS = 120_000;

/**
 * Retries a call while its role is too young to be assumed. Only a fault causes that here; without one,
 * errors are thrown at once.
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
