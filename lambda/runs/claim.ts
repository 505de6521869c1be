import type { ListsClaimed, ListsInput, ListsStep } from '@ecommerce-recommenders/shop-data/contracts/lists';
import type { ExecutionClaim } from './execution-claim';
import { isPatienceOver } from '../shop/resources/open-deletion-job';

/**
 * One run at a time: a scheduled one that finds another at work leaves it the work; a deployment's waits, because the other
 * one may have begun with what was before. None begins while a data deletion job is open.
 *
 * @throws Error if either takes longer than a run may wait
 */
export function claim(
  turn: Pick<ExecutionClaim, 'take'>,
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
      if (isPatienceOver(startedAt, claimedMs))
        throw new Error(`it has waited too long for the end of ${what}`);
    };
    if (!(await turn.take(execution))) {
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
