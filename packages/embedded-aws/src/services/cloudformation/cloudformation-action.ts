import { passRole, type Need, type Permission } from '../../authorization/permission';
import { actionOf } from '../../gateway/action';
import type { CloudFormationStore } from './cloudformation-store';

/** An operation of CloudFormation. Resources are created as the stack's role or the caller. */
export const cloudFormationAction = actionOf<CloudFormationStore>();

interface StackInput {
  readonly StackName?: string;
  readonly ChangeSetName?: string;
}

/** A stack that does not exist yet has no id; AWS's messages show `stack/NAME/*` too. */
function stackNeed(
  action: string,
  { StackName, ChangeSetName }: StackInput,
  store: CloudFormationStore,
): Need {
  const { region, accountId } = store.platform;
  const changeSetId = ChangeSetName?.startsWith('arn:') ? ChangeSetName : undefined;
  const stack =
    StackName !== undefined
      ? store.find(StackName)
      : changeSetId !== undefined
        ? store.findChangeSet(changeSetId)?.stack
        : undefined;
  const unknown = StackName?.startsWith('arn:')
    ? StackName
    : `arn:aws:cloudformation:${region}:${accountId}:stack/${StackName ?? '*'}/*`;
  return {
    action,
    resources: [stack?.id ?? unknown],
    // GetTemplate takes a change set, too, but has no condition key.
    ...(ChangeSetName !== undefined &&
      action.endsWith('ChangeSet') && { context: { 'cloudformation:ChangeSetName': ChangeSetName } }),
  };
}

/**
 * Permission for an action on a stack.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html
 */
export const onStack =
  (action: string): Permission<StackInput, CloudFormationStore> =>
  (input, store) => [stackNeed(action, input, store)];

/** The same, on all stacks if none is named. */
export const onStackOrAnything =
  (action: string): Permission<StackInput, CloudFormationStore> =>
  (input, store) =>
    input.StackName === undefined ? [{ action, resources: ['*'] }] : [stackNeed(action, input, store)];

/** The same, plus passing CloudFormation a role. */
export const onStackWithRole =
  (action: string): Permission<StackInput & { readonly RoleARN?: string }, CloudFormationStore> =>
  (input, store) => [
    stackNeed(action, input, store),
    ...passRole(input.RoleARN, 'cloudformation.amazonaws.com'),
  ];
