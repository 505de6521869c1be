import type { SFNClient } from '@aws-sdk/client-sfn';
import type { FreshDataRunProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/fresh-data-run';
import { startDeploymentRun } from '../../runs/executions';
import type { Lifecycle } from '../../shop/resources/lifecycle';
import type { StackView } from '../../shop/resources/stack-view';

/** Dependencies of {@link freshDataRun}. */
export interface FreshDataRunDeps {
  readonly sfn: Pick<SFNClient, 'send'>;
  readonly stack: Pick<StackView, 'isAbandoned'>;
}

/**
 * Starts a run without waiting for it. The run imports files that arrived while no event was sent. If another run is in progress,
 * the new one leaves the files to it. The Update of a rollback also starts a run, because no events were sent during the update.
 */
export const freshDataRun = ({ sfn, stack }: FreshDataRunDeps): Lifecycle<FreshDataRunProperties> => ({
  deletesNothing: true,

  physicalId: ({ LogicalResourceId }) => LogicalResourceId,

  async ensure(event) {
    const { StateMachineArn, OnArrival } = event.ResourceProperties;
    if (OnArrival === 'false') return undefined;
    if (await stack.isAbandoned(event))
      throw new Error('The stack no longer wants fresh data: another of its resources has failed.');
    await startDeploymentRun(sfn, StateMachineArn, event.RequestId, { deployed: true });
    return undefined;
  },

  // The deletion of the state machine waits for its runs.
  remove: () => Promise.resolve(undefined),
});
