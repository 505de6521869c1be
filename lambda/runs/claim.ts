import type {
  ListsClaimed,
  ListsInput,
  ListsStep,
} from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import type { RunLock } from './run-lock';
import { isPatienceOver } from '../add-ons/open-deletion-job';

/**
 * Acquires the lock, so that one run works at a time. If another run holds it, a scheduled run exits. A deployment's run waits,
 * because the other run may have begun with the previous data. No run begins while a data deletion job is in progress.
 *
 * @throws Error if a run has waited too long
 */
export function claim(
  lock: Pick<RunLock, 'take'>,
  now: () => number,
  openDeletionJob: () => Promise<string | undefined>,
) {
  return async ({
    execution,
    startedAt,
    state,
  }: Pick<ListsStep, 'execution' | 'startedAt'> & { readonly state: ListsInput }): Promise<ListsClaimed> => {
    const claimedMs = now();
    const refuseToWait = (what: string): void => {
      if (isPatienceOver(startedAt, claimedMs)) throw new Error(`it has waited too long for ${what} to end`);
    };
    if (!(await lock.take(execution))) {
      if (!state.force) return { next: 'leave', claimedMs };
      refuseToWait('another run');
      return { next: 'wait', claimedMs };
    }
    const open = await openDeletionJob();
    if (open === undefined) return { next: 'train', claimedMs };
    refuseToWait(open);
    return { next: 'deletion', claimedMs };
  };
}
