import { paginateDescribeStackEvents, type CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DATASET_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset';
import { DATASET_GROUP_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-group';
import { EVENT_TRACKER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/event-tracker';
import { FILTER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/filter';
import { RECOMMENDER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';

const TYPES: readonly string[] = [
  DATASET_GROUP_TYPE,
  DATASET_TYPE,
  RECOMMENDER_TYPE,
  FILTER_TYPE,
  EVENT_TRACKER_TYPE,
];

/**
 * The order in which the latest operation of a stack changed its Personalize resources. Different resources are
 * independent of each other, so there is an order for each physical id.
 *
 * @returns `LOGICAL_ID STATUS` of each end, by physical id
 */
export async function stepOrder(
  client: CloudFormationClient,
  StackName: string,
): Promise<Record<string, string[]>> {
  const order: Record<string, string[]> = {};
  for await (const { StackEvents = [] } of paginateDescribeStackEvents({ client }, { StackName }))
    for (const event of StackEvents) {
      const { LogicalResourceId: id = '', PhysicalResourceId = '', ResourceStatus: status = '' } = event;
      if (PhysicalResourceId === event.StackId && status === 'UPDATE_IN_PROGRESS') return order;
      if (TYPES.includes(event.ResourceType ?? '') && !status.endsWith('_IN_PROGRESS'))
        // The newest event comes first.
        (order[PhysicalResourceId] ??= []).unshift(`${id} ${status}`);
    }
  return order;
}
