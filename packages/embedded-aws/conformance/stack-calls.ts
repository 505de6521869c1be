import {
  CloudFormation,
  type CreateStackCommandInput,
  type Stack,
  type StackEvent,
} from '@aws-sdk/client-cloudformation';
import type { Account } from './account';

/** Of the stack that most cases make. */
export const StackName = 'shop';
/** LocalStack's tests of templates. */
export const ENGINE = 'cloudformation/test_template_engine';

/** A resource that is made at once. */
export const parameter = (properties: object = {}, attributes: object = {}): object => ({
  Type: 'AWS::SSM::Parameter',
  Properties: { Type: 'String', Value: 'v', ...properties },
  ...attributes,
});

/** A topic of this name. */
export const topic = (TopicName: unknown): object => ({ Type: 'AWS::SNS::Topic', Properties: { TopicName } });

/** A template as a request has it. */
export const bodyOf = (template: object | string): string =>
  typeof template === 'string' ? template : JSON.stringify(template);
/** A client that asks the account of a case. */
export const clientOf = ({ client }: Account): CloudFormation => client(CloudFormation);

/** The stack once nothing is in progress. */
export async function settled(account: Account, name: string = StackName): Promise<Stack> {
  for (;;) {
    const { Stacks = [] } = await clientOf(account).describeStacks({ StackName: name });
    if (!Stacks[0].StackStatus!.endsWith('_IN_PROGRESS') || Stacks[0].StackStatus === 'REVIEW_IN_PROGRESS')
      return Stacks[0];
  }
}

/** What a case adds to CreateStack or UpdateStack. */
export type StackInput = Partial<CreateStackCommandInput>;

/** @returns the stack once nothing is in progress */
export const create = async (
  account: Account,
  template: object | string,
  more: StackInput = {},
): Promise<Stack> => {
  const input = { StackName, TemplateBody: bodyOf(template), ...more };
  await clientOf(account).createStack(input);
  return settled(account, input.StackName);
};

/** @returns the stack once nothing is in progress */
export const update = async (account: Account, template: object, more: StackInput = {}): Promise<Stack> => {
  await clientOf(account).updateStack({ StackName, TemplateBody: bodyOf(template), ...more });
  return settled(account);
};

/** @returns the deleted stack */
export const remove = async (account: Account, stack: Stack): Promise<Stack> => {
  await clientOf(account).deleteStack({ StackName });
  return settled(account, stack.StackId);
};

/** A stack's outputs by key. */
export const outputsOf = ({ Outputs = [] }: Stack): Record<string, string> =>
  Object.fromEntries(Outputs.map(({ OutputKey, OutputValue }) => [OutputKey!, OutputValue!]));

/** `LogicalId STATUS reason`, oldest first, of the resources that `which` names; the stack is `shop`. */
export async function eventsOf(
  account: Account,
  stackName: string | undefined,
  which?: string,
): Promise<string[]> {
  const { StackEvents = [] } = await clientOf(account).describeStackEvents({ StackName: stackName });
  const line = ({ LogicalResourceId, ResourceStatus, ResourceStatusReason }: StackEvent): string =>
    [LogicalResourceId, ResourceStatus, ResourceStatusReason].filter(Boolean).join(' ');
  return StackEvents.reverse()
    .filter(({ LogicalResourceId }) => which === undefined || LogicalResourceId === which)
    .map(line);
}

/** Creates a change set. @returns its ARN */
export const changeSet = async (
  account: Account,
  ChangeSetName: string,
  template: object,
  more: object = {},
): Promise<string> => {
  const input = { StackName, ChangeSetName, TemplateBody: bodyOf(template), ...more };
  const { Id } = await clientOf(account).createChangeSet(input);
  return Id!;
};

/** DescribeChangeSet once nothing is in progress. */
export const described = async (
  account: Account,
  ChangeSetName: string,
): Promise<Record<string, unknown>> => {
  for (;;) {
    const found = await clientOf(account).describeChangeSet({ StackName, ChangeSetName });
    if (!/PROGRESS|PENDING/.test(found.Status!)) return found as unknown as Record<string, unknown>;
  }
};

/** For a change set of a new stack. */
export const CREATE = { ChangeSetType: 'CREATE' };

/** A template of one topic. */
export const withName = (name: string): object => ({ Resources: { Topic: topic(name) } });
