import type { ListsClaimed, ListsInput, ListsStep } from '@ecommerce-recommenders/shop-data/contracts/lists';
import type { ExecutionClaim } from '../execution-claim';

/**
 * One run at a time, and none while a data deletion job is open: a scheduled one that finds another at work leaves it the work; a deployment's waits, because the other
 * one may have begun with what was before.
 */
export function claim(
  turn: ExecutionClaim,
  now: () => number,
  openDeletionJob: () => Promise<string | undefined>,
) {
  return async ({
    execution,
    state,
  }: Pick<ListsStep, 'execution'> & { readonly state: ListsInput }): Promise<ListsClaimed> => {
    if (await turn.take(execution))
      return { next: (await openDeletionJob()) === undefined ? 'train' : 'deletion', claimedMs: now() };
    return { next: state.force ? 'wait' : 'leave', claimedMs: now() };
  };
}
