import { pageOf } from '../../../gateway/page';
import { cloudFormationAction, onStack } from '../cloudformation-action';
import { STACK_REFERENCE } from '../deployment/deployment-fields';
import { validationError } from '../template/template-error';
import { NEXT_TOKEN, PAGE_SIZE } from './list-stacks';

/** Subtracting times from this reverses their order: newest first. */
const FAR_FUTURE_MS = 8.64e15;

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackEvents.html */
export const describeStackEvents = cloudFormationAction({
  input: { StackName: STACK_REFERENCE, NextToken: NEXT_TOKEN },
  permissions: onStack('cloudformation:DescribeStackEvents'),
  run: ({ StackName, NextToken: token }, store) => {
    const stack = store.find(StackName);
    if (!stack) throw validationError(`Stack [${StackName}] does not exist`);
    const newestFirst = [...stack.events].reverse();
    const keyOf = ({ timeMs }: { timeMs: number }): string => String(FAR_FUTURE_MS - timeMs);
    const page = pageOf(newestFirst, keyOf, { size: PAGE_SIZE, token }, 'ValidationError');
    return {
      StackEvents: page.items.map((event) => ({
        StackId: stack.id,
        EventId: event.eventId,
        StackName: stack.name,
        LogicalResourceId: event.logicalId,
        PhysicalResourceId: event.physicalId,
        ResourceType: event.type,
        Timestamp: new Date(event.timeMs),
        ResourceStatus: event.status,
        ResourceStatusReason: event.reason,
        ClientRequestToken: event.clientRequestToken,
      })),
      NextToken: page.nextToken,
    };
  },
});
