import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { visible } from '@ecommerce-recommenders/csv/visible';
import { wrapText } from 'embedded-aws/command/terminal-lines';

/** Outputs of a deployed stack, by key. */
export type StackOutputs = Readonly<Record<string, string>>;

/** One output of a deployed stack. */
export interface DescribedOutput {
  readonly name: string;
  readonly value: string;
  /** Its purpose; `''` if the stack has no description. */
  readonly description: string;
}

/** @throws Error that says how to deploy, if there is no such stack or it has no outputs yet */
export async function describedOutputs(
  client: CloudFormationClient,
  stackName: string,
): Promise<DescribedOutput[]> {
  const { Stacks = [] } = await client
    .send(new DescribeStacksCommand({ StackName: stackName }))
    .catch((cause: unknown) => {
      if (cause instanceof Error && /does not exist/.test(cause.message)) return { Stacks: [] };
      throw cause;
    });
  const outputs = Stacks[0]?.Outputs ?? [];
  if (outputs.length === 0) {
    const found = Stacks[0] ? `is ${Stacks[0].StackStatus} and has no outputs` : 'does not exist';
    const region = await client.config.region();
    throw new Error(
      `The stack ${stackName} ${found} in ${region}. Deploy it with "npx cdk deploy", or set AWS_REGION and ` +
        'AWS_ENDPOINT_URL to where it is deployed.',
    );
  }
  return outputs.map(({ OutputKey: name = '', OutputValue: value = '', Description: description = '' }) => ({
    name,
    value,
    description,
  }));
}

/** @throws Error that says how to deploy, if there is no such stack or it has no outputs yet */
export async function stackOutputs(client: CloudFormationClient, stackName: string): Promise<StackOutputs> {
  const outputs = await describedOutputs(client, stackName);
  return Object.fromEntries(outputs.map(({ name, value }) => [name, value]));
}

/**
 * Outputs in the stack's order: name, description, and the value on its own line, which is never wrapped so that it
 * can be copied. Control characters in these untrusted texts are escaped.
 *
 * @param width - of the terminal, at which sentences wrap
 */
export const outputsText = (outputs: readonly DescribedOutput[], width?: number): string =>
  outputs
    .map(({ name, description, value }) => [
      visible(name),
      ...(description ? [wrapText(`  ${visible(description)}`, width)] : []),
      ...(value ? [`  ${visible(value)}`] : []),
    ])
    .map((lines) => lines.join('\n'))
    .join('\n\n');

/** ARNs of the stack's filters by their names in the settings. */
export const stackFilters = ({ FilterArns = '{}' }: StackOutputs): ReadonlyMap<string, string> =>
  new Map(Object.entries(JSON.parse(FilterArns) as Record<string, string>));
