import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';

/** Outputs of a deployed stack: key to value. */
export type StackOutputs = Readonly<Record<string, string>>;

/** @throws Error that says how to deploy, if there is no such stack or it has no outputs yet */
export async function stackOutputs(client: CloudFormationClient, stackName: string): Promise<StackOutputs> {
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
  return Object.fromEntries(outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
}

/** ARNs of the stack's filters, by their names in the settings. */
export const stackFilters = ({ FilterArns = '{}' }: StackOutputs): ReadonlyMap<string, string> =>
  new Map(Object.entries(JSON.parse(FilterArns) as Record<string, string>));
