import { onAnything } from '../../../authorization/permission';
import type { InventoryEntry } from '../../../platform';
import { byKey, pageOf } from '../../../gateway/page';
import { cloudFormationAction, onStack } from '../cloudformation-action';
import { STACK_REFERENCE } from '../deployment/deployment-fields';
import type { Stack, StackResource } from '../engine/stack';
import { RESOURCE_TYPES } from '../resources/resource-types';
import { validationError } from '../template/template-error';
import { NEXT_TOKEN, PAGE_SIZE } from './list-stacks';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/detect-drift-stack.html */
const CHECKED_STATES = [
  'CREATE_COMPLETE',
  'UPDATE_COMPLETE',
  'UPDATE_ROLLBACK_COMPLETE',
  'UPDATE_ROLLBACK_FAILED',
];

/** Types that the inventory does not list, so whether such a resource exists is not checked; neither are custom resources. */
const UNCHECKED_TYPES: readonly string[] = [
  'AWS::CDK::Metadata',
  'AWS::CloudFormation::CustomResource',
  'AWS::CloudFormation::Stack',
  'AWS::CloudFormation::WaitCondition',
  'AWS::CloudFormation::WaitConditionHandle',
  'AWS::IAM::Policy',
  'AWS::IAM::UserToGroupAddition',
  'AWS::Lambda::LayerVersionPermission',
  'AWS::Lambda::Permission',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::TopicPolicy',
];

const isChecked = ({ type, isCreated }: StackResource): boolean =>
  isCreated && Object.hasOwn(RESOURCE_TYPES, type) && !UNCHECKED_TYPES.includes(type);

/** Whether an inventory entry is this resource: its id is the physical one, or an ARN or path that ends with it. */
function isEntryOf({ type, physicalId, properties }: StackResource, entry: InventoryEntry): boolean {
  // The parts of an API are named within it.
  const id = typeof properties.ApiId === 'string' ? `${properties.ApiId}|${physicalId}` : String(physicalId);
  const path = id.replaceAll('|', '/');
  return (
    entry.type === type && (entry.id === id || entry.id.endsWith(`/${path}`) || entry.id.endsWith(`:${path}`))
  );
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DetectStackDrift.html */
export const detectStackDrift = cloudFormationAction({
  input: {
    StackName: STACK_REFERENCE,
    LogicalResourceIds: { type: 'list', min: 1, max: 200, of: { type: 'string' } },
  },
  permissions: onStack('cloudformation:DetectStackDrift'),
  run: ({ StackName, LogicalResourceIds: wanted }, store) => {
    const stack = store.mustFind(StackName);
    if (!CHECKED_STATES.includes(stack.status))
      throw validationError(
        `Drift of stack ${stack.name} cannot be detected in state ${stack.status}, only in ${CHECKED_STATES.join(', ')}.`,
      );
    const inventory = store.platform.inventory();
    const checkedMs = stack.nextMs();
    const checked = [...stack.resources.values()].filter(
      (one) => isChecked(one) && (wanted?.includes(one.logicalId) ?? true),
    );
    for (const resource of checked) {
      const exists = inventory.some((entry) => isEntryOf(resource, entry));
      resource.drift = { status: exists ? 'UNKNOWN' : 'DELETED', checkedMs };
    }
    const isDrifted = deletedOf(stack).length > 0;
    const detectionId = store.platform.newId();
    stack.drift = { status: isDrifted ? 'DRIFTED' : 'UNKNOWN', checkedMs, detectionId };
    return { StackDriftDetectionId: detectionId };
  },
});

const deletedOf = ({ resources }: Stack): readonly StackResource[] =>
  [...resources.values()].filter(({ drift }) => drift?.status === 'DELETED');

const REASON = 'The embedded AWS finds resources that are gone. It does not compare properties.';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackDriftDetectionStatus.html */
export const describeStackDriftDetectionStatus = cloudFormationAction({
  input: { StackDriftDetectionId: { type: 'string', required: true, min: 1, max: 36 } },
  permissions: onAnything('cloudformation:DescribeStackDriftDetectionStatus'),
  run: ({ StackDriftDetectionId }, store) => {
    const stack = store.list().find(({ drift }) => drift?.detectionId === StackDriftDetectionId);
    if (!stack?.drift) throw validationError(`Drift detection ${StackDriftDetectionId} does not exist`);
    return {
      StackId: stack.id,
      StackDriftDetectionId,
      StackDriftStatus: stack.drift.status,
      DetectionStatus: 'DETECTION_COMPLETE',
      DetectionStatusReason: REASON,
      DriftedStackResourceCount: deletedOf(stack).length,
      Timestamp: new Date(stack.drift.checkedMs),
    };
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackResourceDrifts.html */
export const describeStackResourceDrifts = cloudFormationAction({
  input: {
    StackName: STACK_REFERENCE,
    StackResourceDriftStatusFilters: { type: 'list', min: 1, max: 4, of: { type: 'string' } },
    NextToken: NEXT_TOKEN,
    MaxResults: { type: 'integer', min: 1, max: PAGE_SIZE },
  },
  permissions: onStack('cloudformation:DescribeStackResourceDrifts'),
  run: ({ StackName, StackResourceDriftStatusFilters: statuses, NextToken: token, MaxResults }, store) => {
    const { id, resources } = store.mustFind(StackName);
    const sorted = [...resources.values()]
      .filter(({ drift }) => drift && (statuses?.includes(drift.status) ?? true))
      .sort(byKey(({ logicalId }) => logicalId));
    const request = { size: MaxResults ?? PAGE_SIZE, token };
    const page = pageOf(sorted, ({ logicalId }) => logicalId, request, 'ValidationError');
    return {
      StackResourceDrifts: page.items.map(({ logicalId, physicalId, type, drift }) => ({
        StackId: id,
        LogicalResourceId: logicalId,
        PhysicalResourceId: physicalId,
        ResourceType: type,
        StackResourceDriftStatus: drift!.status,
        DriftStatusReason: drift!.status === 'UNKNOWN' ? REASON : undefined,
        Timestamp: new Date(drift!.checkedMs),
      })),
      NextToken: page.nextToken,
    };
  },
});
