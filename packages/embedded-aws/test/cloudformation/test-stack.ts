import { CloudFormation, type CreateStackCommandInput, type Stack } from '@aws-sdk/client-cloudformation';
import { setTimeout as delay } from 'node:timers/promises';
import type { LocalAws } from '../../src/local-aws';

/** A stack with one name, deployed over the SDK. */
export interface TestStack {
  /** Creates or updates it; returns its outputs. @throws Error with the failed resources' reasons */
  deploy(
    resources: object,
    outputs?: Readonly<Record<string, unknown>>,
    more?: Partial<CreateStackCommandInput>,
  ): Promise<Record<string, string>>;
  /** Deletes it; returns what is left in the account. */
  remove(): Promise<unknown[]>;
}

const StackName = 's';

/** The stack `s` of an embedded AWS. */
export function testStack(aws: LocalAws): TestStack {
  const cloudFormation = new CloudFormation({ endpoint: aws.endpoint, maxAttempts: 1 });
  let id: string | undefined;

  async function settled(): Promise<Stack> {
    for (;;) {
      const { Stacks } = await cloudFormation.describeStacks({ StackName: id });
      if (!Stacks![0].StackStatus!.endsWith('IN_PROGRESS')) return Stacks![0];
      await delay(20);
    }
  }

  async function succeeded(): Promise<Stack> {
    const stack = await settled();
    if (/^(CREATE|UPDATE|DELETE)_COMPLETE$/.test(stack.StackStatus!)) return stack;
    const { StackEvents } = await cloudFormation.describeStackEvents({ StackName: id });
    const reasons = StackEvents!.flatMap(({ ResourceStatusReason }) => ResourceStatusReason ?? []);
    throw new Error(`${stack.StackStatus}: ${reasons.join('; ')}`);
  }

  return {
    deploy: async (Resources, outputs = {}, more = {}) => {
      const Outputs = Object.fromEntries(Object.entries(outputs).map(([name, Value]) => [name, { Value }]));
      const input = {
        StackName,
        TemplateBody: JSON.stringify({ Resources, Outputs }),
        Capabilities: ['CAPABILITY_NAMED_IAM' as const],
        ...more,
      };
      if (id === undefined) ({ StackId: id } = await cloudFormation.createStack(input));
      else await cloudFormation.updateStack(input);
      const { Outputs: values = [] } = await succeeded();
      return Object.fromEntries(values.map(({ OutputKey, OutputValue }) => [OutputKey!, OutputValue!]));
    },
    remove: async () => {
      await cloudFormation.deleteStack({ StackName: id });
      await succeeded();
      return (await (await fetch(`${aws.endpoint}/_local/inventory`)).json()) as unknown[];
    },
  };
}
