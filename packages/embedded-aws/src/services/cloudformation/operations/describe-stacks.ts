import { byKey, pageOf } from '../../../gateway/page';
import { cloudFormationAction, onStackOrAnything } from '../cloudformation-action';
import type { Stack } from '../engine/stack';
import type { Target } from '../template/target';
import { isNoEcho } from '../template/template';
import { describeDrift, NEXT_TOKEN, PAGE_SIZE } from './list-stacks';

/** Stack parameters as in answers: secrets masked, SSM values beside their names. */
export const describeParameters = ({ template, parameters }: Target): object[] =>
  Object.entries(parameters.given).map(([key, given]) => {
    const definition = template.parameters[key];
    if (isNoEcho(definition)) return { ParameterKey: key, ParameterValue: '****' };
    const resolved = [parameters.resolved[key]].flat().join(',');
    const isFromStore = definition.Type.startsWith('AWS::SSM::Parameter::Value');
    return { ParameterKey: key, ParameterValue: given, ...(isFromStore && { ResolvedValue: resolved }) };
  });

/** Well below the CDK CLI's HTTP timeout. */
const LONGEST_HOLD_MS = 20_000;

/**
 * Long poll: holds the call until the stack has settled, because the CDK CLI polls only every five seconds.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html
 */
export const describeStacks = cloudFormationAction({
  input: { StackName: { type: 'string', min: 1 }, NextToken: NEXT_TOKEN },
  permissions: onStackOrAnything('cloudformation:DescribeStacks'),
  run: async ({ StackName, NextToken: token }, store, { userAgent }) => {
    if (StackName !== undefined) {
      const stack = store.mustFind(StackName);
      if (userAgent.includes('aws-cdk')) await settled(stack, AbortSignal.timeout(LONGEST_HOLD_MS));
      return { Stacks: [describeStack(stack, store.ancestorsOf(stack))] };
    }
    const sorted = store
      .list()
      .filter(({ exists }) => exists)
      .sort(byKey(({ id }) => id));
    const page = pageOf(sorted, ({ id }) => id, { size: PAGE_SIZE, token }, 'ValidationError');
    const Stacks = page.items.map((stack) => describeStack(stack, store.ancestorsOf(stack)));
    return { Stacks, NextToken: page.nextToken };
  },
});

async function settled(stack: Stack, timeout: AbortSignal): Promise<void> {
  while (stack.isInProgress && !timeout.aborted)
    await stack.statusChanges.after(stack.statusChanges.version, timeout);
}

/** @param ancestors - of a nested stack, from the root to the parent */
const describeStack = (stack: Stack, ancestors: readonly Stack[]): object => {
  const { deployment, onFailure } = stack;
  return {
    StackId: stack.id,
    StackName: stack.name,
    ChangeSetId: stack.changeSetId,
    Description: deployment?.target.template.description,
    Parameters: deployment && describeParameters(deployment.target),
    CreationTime: new Date(stack.createdMs),
    LastUpdatedTime: dateOf(stack.updatedMs),
    DeletionTime: dateOf(stack.deletedMs),
    RollbackConfiguration: {},
    StackStatus: stack.status,
    StackStatusReason: stack.statusReason,
    DisableRollback: onFailure === 'DO_NOTHING',
    NotificationARNs: [],
    TimeoutInMinutes: stack.timeoutInMinutes,
    Capabilities: deployment?.settings.capabilities,
    Outputs: stack.outputs.map(({ key, value, description, exportName }) => ({
      OutputKey: key,
      OutputValue: value,
      Description: description,
      ExportName: exportName,
    })),
    RoleARN: deployment?.settings.roleArn,
    ParentId: ancestors.at(-1)?.id,
    RootId: ancestors[0]?.id,
    Tags: deployment?.settings.tags ?? [],
    EnableTerminationProtection: stack.terminationProtection,
    DriftInformation: describeDrift(stack),
  };
};

const dateOf = (ms: number | undefined): Date | undefined => (ms === undefined ? undefined : new Date(ms));
