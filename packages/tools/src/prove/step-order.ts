import {
  paginateDescribeStackEvents,
  type CloudFormationClient,
  type StackEvent,
} from '@aws-sdk/client-cloudformation';
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

/** The events of the latest operation of a stack, oldest first. */
export async function latestEvents(client: CloudFormationClient, StackName: string): Promise<StackEvent[]> {
  const found: StackEvent[] = [];
  for await (const { StackEvents = [] } of paginateDescribeStackEvents({ client }, { StackName }))
    for (const event of StackEvents) {
      const { PhysicalResourceId, ResourceStatus, StackId } = event;
      if (PhysicalResourceId === StackId && ResourceStatus === 'UPDATE_IN_PROGRESS') return found.reverse();
      found.push(event);
    }
  return found.reverse();
}

/**
 * The order in which an operation of a stack changed its Personalize resources. Different resources are independent of each other,
 * so there is an order for each physical id.
 *
 * @returns `LOGICAL_ID STATUS` of each end, by physical id
 */
export function stepOrder(events: readonly StackEvent[]): Record<string, string[]> {
  const order: Record<string, string[]> = {};
  for (const event of events) {
    const { LogicalResourceId: id = '', PhysicalResourceId = '', ResourceStatus: status = '' } = event;
    if (TYPES.includes(event.ResourceType ?? '') && !status.endsWith('_IN_PROGRESS'))
      (order[PhysicalResourceId] ??= []).push(`${id} ${status}`);
  }
  return order;
}
