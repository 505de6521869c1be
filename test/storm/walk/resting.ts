import { DescribeRecommenderCommand, ListRecommendersCommand } from '@aws-sdk/client-personalize';
import { ListExecutionsCommand, ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { LOCAL_REGION } from 'embedded-aws/environment';
import type { StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

/** More turns of the clock than any run needs. */
const MAX_TURNS = 2_000;

/**
 * Waits until all executions have ended, and no recommender is on the way: runs that a deployment starts, and recommenders that it
 * stops again, go on after it.
 *
 * @throws Error if one never ends
 */
export async function resting(account: StormAccount): Promise<void> {
  const sfn = new SFNClient({ endpoint: account.aws.endpoint, region: LOCAL_REGION });
  try {
    let turns = 0;
    await account.until(async () => {
      if ((turns += 1) > MAX_TURNS) throw new Error('An execution, or a change of a recommender, never ends');
      if (await isRecommenderMoving(account)) return false;
      const { stateMachines = [] } = await sfn.send(new ListStateMachinesCommand({}));
      for (const { stateMachineArn } of stateMachines) {
        const { executions = [] } = await sfn.send(
          new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING' }),
        );
        if (executions.length > 0) return false;
      }
      return true;
    });
  } finally {
    sfn.destroy();
  }
}

/** A recommender that is updated is ACTIVE meanwhile, with its former options. */
async function isRecommenderMoving({ personalize }: StormAccount): Promise<boolean> {
  const { recommenders = [] } = await personalize.send(new ListRecommendersCommand({}));
  for (const { recommenderArn } of recommenders) {
    const { recommender } = await personalize.send(new DescribeRecommenderCommand({ recommenderArn }));
    const statuses = [recommender?.status, recommender?.latestRecommenderUpdate?.status];
    if (statuses.some((status = '') => / (PENDING|IN_PROGRESS)$/.test(status))) return true;
  }
  return false;
}
