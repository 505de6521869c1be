import { byKey, pageOf } from '../../../gateway/page';
import { cloudFormationAction, onStack, onStackOrAnything } from '../cloudformation-action';
import type { CloudFormationStore } from '../cloudformation-store';
import { STACK_REFERENCE } from '../deployment/deployment-fields';
import type { Stack, StackResource } from '../engine/stack';
import { validationError } from '../template/template-error';
import { NEXT_TOKEN, PAGE_SIZE } from './list-stacks';

/** CloudFormation lists what an operation has deleted, too; DescribeStackResource only finds it in deleted stacks. */
const listedResources = ({ resources, dropped }: Stack): StackResource[] => [
  ...resources.values(),
  ...dropped,
];

/** Members common to all operations on resources. */
const describeResource = (resource: StackResource): object => ({
  LogicalResourceId: resource.logicalId,
  PhysicalResourceId: resource.physicalId,
  ResourceType: resource.type,
  ResourceStatus: resource.status,
  ResourceStatusReason: resource.reason,
  DriftInformation: {
    StackResourceDriftStatus: resource.drift?.status ?? 'NOT_CHECKED',
    LastCheckTimestamp: resource.drift && new Date(resource.drift.checkedMs),
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackResource.html */
export const describeStackResource = cloudFormationAction({
  input: { StackName: STACK_REFERENCE, LogicalResourceId: { type: 'string', required: true } },
  permissions: onStack('cloudformation:DescribeStackResource'),
  run: ({ StackName, LogicalResourceId }, store) => {
    const stack = store.mustFind(StackName);
    const resource = (stack.exists ? [...stack.resources.values()] : listedResources(stack)).find(
      ({ logicalId }) => logicalId === LogicalResourceId,
    );
    if (!resource)
      throw validationError(`Resource ${LogicalResourceId} does not exist for stack ${stack.name}`);
    return {
      StackResourceDetail: {
        StackName: stack.name,
        StackId: stack.id,
        ...describeResource(resource),
        LastUpdatedTimestamp: new Date(resource.updatedMs),
        Metadata: resource.metadata === undefined ? undefined : JSON.stringify(resource.metadata),
      },
    };
  },
});

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
      StackResources: listedResources(stack)
        .filter(({ logicalId }) => LogicalResourceId === undefined || logicalId === LogicalResourceId)
        .slice(0, PAGE_SIZE)
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

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackResources.html */
export const listStackResources = cloudFormationAction({
  input: { StackName: STACK_REFERENCE, NextToken: NEXT_TOKEN },
  permissions: onStack('cloudformation:ListStackResources'),
  run: ({ StackName, NextToken: token }, store) => {
    const sorted = listedResources(store.mustFind(StackName)).sort(byKey(({ logicalId }) => logicalId));
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
