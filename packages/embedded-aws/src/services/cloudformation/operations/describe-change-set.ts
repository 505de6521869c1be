import { cloudFormationAction, onStack } from '../cloudformation-action';
import type { ChangeSet, Stack } from '../engine/stack';
import type { ResourceChange } from '../engine/resource-change';
import { describeParameters } from './describe-stacks';

/** A change set by ARN, or by name and stack. */
export const CHANGE_SET_REFERENCE = {
  ChangeSetName: { type: 'string', required: true, min: 1, max: 1600 },
  StackName: { type: 'string', min: 1 },
} as const;

/**
 * Start of CloudFormation's message that it cannot show all requested property values. Clients such as the
 * CDK CLI then ask again without values.
 *
 * @see https://github.com/aws/aws-cdk-cli/issues/1780
 */
const WITHOUT_VALUES =
  '[WARN] --include-property-values option can return incomplete ChangeSet data because: the embedded AWS ' +
  'shows no property values, any of which may hold a NoEcho parameter';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeChangeSet.html */
export const describeChangeSet = cloudFormationAction({
  input: {
    ...CHANGE_SET_REFERENCE,
    IncludePropertyValues: { type: 'boolean' },
  },
  permissions: onStack('cloudformation:DescribeChangeSet'),
  run: ({ ChangeSetName, StackName, IncludePropertyValues }, store) => {
    const { stack, changeSet } = store.mustFindChangeSet(ChangeSetName, StackName);
    const { target, settings } = changeSet.deployment;
    return {
      ...changeSetSummary(stack, changeSet),
      ...(IncludePropertyValues &&
        changeSet.status === 'CREATE_COMPLETE' && { StatusReason: WITHOUT_VALUES }),
      Parameters: describeParameters(target),
      NotificationARNs: [],
      RollbackConfiguration: {},
      Capabilities: settings.capabilities,
      Tags: settings.tags,
      Changes: changeSet.changes.map((change) => ({
        Type: 'Resource',
        ResourceChange: resourceChange(change),
      })),
      OnStackFailure: changeSet.onStackFailure,
    };
  },
});

/** Members common to ListChangeSets and DescribeChangeSet. */
export const changeSetSummary = (stack: Stack, changeSet: ChangeSet): object => ({
  ChangeSetName: changeSet.name,
  ChangeSetId: changeSet.id,
  StackId: stack.id,
  StackName: stack.name,
  Description: changeSet.description,
  CreationTime: new Date(changeSet.createdMs),
  ExecutionStatus: changeSet.executionStatus,
  Status: changeSet.status,
  StatusReason: changeSet.statusReason,
  IncludeNestedStacks: changeSet.includeNestedStacks,
  ImportExistingResources: changeSet.importExistingResources,
});

const resourceChange = (change: ResourceChange): object => ({
  PolicyAction: change.policyAction,
  Action: change.action,
  LogicalResourceId: change.logicalId,
  PhysicalResourceId: change.physicalId,
  ResourceType: change.type,
  Replacement: change.replacement,
  Scope: [...new Set(change.details.map(({ attribute }) => attribute))],
  Details: change.details.map(({ attribute, name, requiresRecreation, evaluation }) => ({
    Target: { Attribute: attribute, Name: name, RequiresRecreation: requiresRecreation },
    Evaluation: evaluation,
    ChangeSource: evaluation === 'Dynamic' ? 'ResourceAttribute' : 'DirectModification',
  })),
});
