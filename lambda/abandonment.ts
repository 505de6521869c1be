import { DescribeStacksCommand, type CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { CustomResourceEvent } from './custom-resource-event';

/** The part of the CloudFormation client that is used here. */
export type CloudFormationApi = Pick<CloudFormationClient, 'send'>;

/** Whether CloudFormation has turned back from a Create or Update while it was still under way. */
export type IsAbandoned = (event: CustomResourceEvent<unknown>) => Promise<boolean>;

/**
 * When another resource fails, CloudFormation does not wait for ours: it sends the Delete while our Create
 * goes on, and a Delete that comes first finds nothing. So whoever creates asks the stack before and after
 * whether it is still wanted, and takes back what is not: what is created after the Delete has looked is
 * created after the stack has turned back.
 */
export function abandonment(client: CloudFormationApi): IsAbandoned {
  return async ({ StackId, RequestType }) => {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: StackId }));
    const status = Stacks?.[0]?.StackStatus ?? '';
    // The way back of an update sends Updates, which are wanted, but never a Create.
    return (
      /^(DELETE|ROLLBACK)_/.test(status) || (RequestType === 'Create' && /^UPDATE_ROLLBACK_/.test(status))
    );
  };
}
