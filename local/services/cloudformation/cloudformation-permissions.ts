import { onAnything } from '../../authorization/needs';
import { passRole } from '../../authorization/pass-role';
import type { Need, Permission, Permissions } from '../../authorization/permission';
import type { CloudFormationStore } from './cloudformation-store';

interface StackInput {
  readonly StackName?: string;
  readonly ChangeSetName?: string;
  readonly RoleARN?: string;
}

/** A stack that does not exist yet has no id; AWS's messages show it as `stack/NAME/*` too. */
function stackNeed(
  action: string,
  { StackName, ChangeSetName }: StackInput,
  store: CloudFormationStore,
): Need {
  const { region, accountId } = store.platform;
  const stack =
    StackName === undefined ? store.findChangeSet(ChangeSetName ?? '')?.stack : store.find(StackName);
  const unknown = StackName?.startsWith('arn:')
    ? StackName
    : `arn:aws:cloudformation:${region}:${accountId}:stack/${StackName ?? '*'}/*`;
  return {
    action,
    resources: [stack?.id ?? unknown],
    ...(ChangeSetName !== undefined && { context: { 'cloudformation:ChangeSetName': ChangeSetName } }),
  };
}

const onStack =
  (action: string): Permission<CloudFormationStore> =>
  (input: StackInput, store) => [stackNeed(action, input, store)];

/** All stacks, where none is named. */
const onStackOrAnything =
  (action: string): Permission<CloudFormationStore> =>
  (input: StackInput, store) =>
    input.StackName === undefined ? [{ action, resources: ['*'] }] : [stackNeed(action, input, store)];

/** A role that CloudFormation is to work with must be passed to it. */
const onStackWithRole =
  (action: string): Permission<CloudFormationStore> =>
  (input: StackInput, store) => [
    stackNeed(action, input, store),
    ...passRole(input.RoleARN, 'cloudformation.amazonaws.com'),
  ];

/**
 * What CloudFormation's operations need. The resources are made as the stack's role, or as who asked for it.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html
 */
export const CLOUDFORMATION_PERMISSIONS: Permissions<CloudFormationStore> = {
  CancelUpdateStack: onStack('cloudformation:CancelUpdateStack'),
  ContinueUpdateRollback: onStackWithRole('cloudformation:ContinueUpdateRollback'),
  CreateChangeSet: onStackWithRole('cloudformation:CreateChangeSet'),
  CreateStack: onStackWithRole('cloudformation:CreateStack'),
  DeleteChangeSet: onStack('cloudformation:DeleteChangeSet'),
  DeleteStack: onStackWithRole('cloudformation:DeleteStack'),
  DescribeChangeSet: onStack('cloudformation:DescribeChangeSet'),
  DescribeStackEvents: onStack('cloudformation:DescribeStackEvents'),
  DescribeStackResource: onStack('cloudformation:DescribeStackResource'),
  DescribeStackResources: onStackOrAnything('cloudformation:DescribeStackResources'),
  DescribeStacks: onStackOrAnything('cloudformation:DescribeStacks'),
  ExecuteChangeSet: onStack('cloudformation:ExecuteChangeSet'),
  GetTemplate: onStack('cloudformation:GetTemplate'),
  GetTemplateSummary: onStackOrAnything('cloudformation:GetTemplateSummary'),
  ListChangeSets: onStack('cloudformation:ListChangeSets'),
  ListExports: onAnything('cloudformation:ListExports'),
  ListStackResources: onStack('cloudformation:ListStackResources'),
  ListStacks: onAnything('cloudformation:ListStacks'),
  RollbackStack: onStackWithRole('cloudformation:RollbackStack'),
  UpdateStack: onStackWithRole('cloudformation:UpdateStack'),
  UpdateTerminationProtection: onStack('cloudformation:UpdateTerminationProtection'),
  ValidateTemplate: onAnything('cloudformation:ValidateTemplate'),
};
