import { byKey, pageOf } from '../../../gateway/page';
import { cloudFormationAction, onStack } from '../cloudformation-action';
import { STACK_REFERENCE } from '../deployment/deployment-fields';
import { describeResource } from './describe-resource';
import { NEXT_TOKEN, PAGE_SIZE } from './next-token';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackResources.html */
export const listStackResources = cloudFormationAction({
  input: { StackName: STACK_REFERENCE, NextToken: NEXT_TOKEN },
  permissions: onStack('cloudformation:ListStackResources'),
  run: ({ StackName, NextToken: token }, store) => {
    const sorted = [...store.mustFind(StackName).resources.values()].sort(
      byKey(({ logicalId }) => logicalId),
    );
    const page = pageOf(sorted, ({ logicalId }) => logicalId, { size: PAGE_SIZE, token }, 'ValidationError');
    return {
      StackResourceSummaries: page.items.map((resource) => ({
        ...describeResource(resource),
        LastUpdatedTimestamp: new Date(resource.updatedMs),
      })),
      NextToken: page.nextToken,
    };
  },
});
