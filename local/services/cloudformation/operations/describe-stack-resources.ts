import { cloudFormationAction, onStackOrAnything } from '../cloudformation-action';
import type { CloudFormationStore } from '../cloudformation-store';
import type { Stack } from '../engine/stack';
import { validationError } from '../template/template-error';
import { describeResource } from './describe-resource';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackResources.html */
export const describeStackResources = cloudFormationAction({
  input: {
    StackName: { type: 'string', min: 1 },
    LogicalResourceId: { type: 'string', min: 1 },
    PhysicalResourceId: { type: 'string', min: 1 },
  },
  permissions: onStackOrAnything('cloudformation:DescribeStackResources'),
  run: ({ StackName, LogicalResourceId, PhysicalResourceId }, store) => {
    if ((StackName === undefined) === (PhysicalResourceId === undefined))
      throw validationError('Exactly one of StackName and PhysicalResourceId must be specified');
    const stack = StackName === undefined ? ownerOf(PhysicalResourceId!, store) : store.mustFind(StackName);
    return {
      StackResources: [...stack.resources.values()]
        .filter(({ logicalId }) => LogicalResourceId === undefined || logicalId === LogicalResourceId)
        .map((resource) => ({
          StackName: stack.name,
          StackId: stack.id,
          ...describeResource(resource),
          Timestamp: new Date(resource.updatedMs),
        })),
    };
  },
});

function ownerOf(wanted: string, store: CloudFormationStore): Stack {
  const owner = store
    .list()
    .find(({ resources }) => [...resources.values()].some(({ physicalId }) => physicalId === wanted));
  if (!owner) throw validationError(`Stack for ${wanted} does not exist`);
  return owner;
}
