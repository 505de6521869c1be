import { SFN } from '@aws-sdk/client-sfn';
import type { ShopAccount } from '../shop-account';

/** More turns of the clock than any run needs. */
const MAX_TURNS = 2_000;

/**
 * Waits until all executions have ended, and no recommender is on the way: runs that a deployment starts, and recommenders that it
 * stops again, go on after it.
 *
 * @throws Error if one never ends
 */
export async function resting(account: ShopAccount): Promise<void> {
  const sfn = account.client(SFN);
  let turns = 0;
  await account.until(async () => {
    if ((turns += 1) > MAX_TURNS) throw new Error('An execution, or a change of a recommender, never ends');
    if (await isRecommenderMoving(account)) return false;
    for (const { stateMachineArn } of (await sfn.listStateMachines({})).stateMachines!) {
      const { executions } = await sfn.listExecutions({ stateMachineArn, statusFilter: 'RUNNING' });
      if (executions!.length > 0) return false;
    }
    return true;
  });
}

/** A recommender that is updated is ACTIVE meanwhile, with its former options. */
async function isRecommenderMoving(account: ShopAccount): Promise<boolean> {
  for (const { recommenderArn } of await account.recommenders()) {
    const recommender = await account.described(recommenderArn);
    const statuses = [recommender.status, recommender.latestRecommenderUpdate?.status];
    if (statuses.some((status = '') => / (PENDING|IN_PROGRESS)$/.test(status))) return true;
  }
  return false;
}
