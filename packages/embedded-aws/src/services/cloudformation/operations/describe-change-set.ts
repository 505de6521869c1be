import { cloudFormationAction, onStack } from '../cloudformation-action';
import type { ChangeSet, Stack } from '../engine/stack';
import type { ChangeDetail, ResourceChange } from '../engine/resource-change';
import { describeParameters } from './describe-stacks';

/** A change set by ARN, or by name and stack. */
export const CHANGE_SET_REFERENCE = {
  ChangeSetName: { type: 'string', required: true, min: 1, max: 1600 },
  StackName: { type: 'string', min: 1 },
} as const;

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
      Parameters: describeParameters(target),
      NotificationARNs: [],
      RollbackConfiguration: {},
      Capabilities: settings.capabilities,
      Tags: settings.tags,
      Changes: changeSet.changes
        .filter((change) => !IncludePropertyValues || isCertain(change))
        .map((change) => ({
          Type: 'Resource',
          ResourceChange: { ...resourceChange(change), ...(IncludePropertyValues && propertyValues(change)) },
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
  Details: change.details.map((detail) => changeDetail(detail)),
});

const changeDetail = (
  { attribute, name, requiresRecreation, evaluation, source, causingEntity }: ChangeDetail,
  values?: object,
): object => ({
  Target: { Attribute: attribute, Name: name, RequiresRecreation: requiresRecreation, ...values },
  Evaluation: evaluation,
  ChangeSource: source,
  CausingEntity: causingEntity,
});

/** With IncludePropertyValues, AWS omits changes that another resource's update may or may not cause. */
const isCertain = ({ details }: ResourceChange): boolean =>
  details.length === 0 ||
  details.some(({ source, evaluation }) => source !== 'ResourceAttribute' || evaluation === 'Static');

/** Members that IncludePropertyValues adds or replaces; a resource to add has a Replacement only here. */
const propertyValues = ({ action, replacement, details, before, after }: ResourceChange): object => ({
  Replacement: action === 'Add' ? 'True' : replacement,
  BeforeContext: before && JSON.stringify({ Properties: before }),
  AfterContext: after && JSON.stringify({ Properties: after }),
  Details: details.map((detail) => {
    if (detail.attribute !== 'Properties') return changeDetail(detail);
    const BeforeValue = valueText(before?.[detail.name!]);
    const AfterValue = valueText(after?.[detail.name!]);
    return changeDetail(detail, {
      Path: `/Properties/${detail.name}`,
      AttributeChangeType: BeforeValue === undefined ? 'Add' : AfterValue === undefined ? 'Remove' : 'Modify',
      BeforeValue,
      AfterValue,
    });
  }),
});

const valueText = (value: unknown): string | undefined =>
  typeof value === 'string' || value === undefined ? value : JSON.stringify(value);
