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
 * Starts a run that imports files which arrived while no event was sent, without waiting for it. A run in progress is no
 * obstacle: the new one leaves the files to it. Also on the Update of a rollback, whose update has sent no events.
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
