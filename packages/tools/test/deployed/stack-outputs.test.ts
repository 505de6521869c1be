import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { localClientConfig } from 'embedded-aws/environment';
import { type LocalAws, startLocalAws } from 'embedded-aws/local-aws';
import { COMMANDS } from '../../src/commands';
import { describedOutputs, outputsText, stackOutputs } from '../../src/deployed/stack-outputs';

describe('the outputs of a deployed stack', () => {
  let aws: LocalAws;
  let client: CloudFormation;
  beforeAll(async () => {
    aws = await startLocalAws({});
    client = new CloudFormation(localClientConfig(aws.endpoint));
    const TemplateBody = JSON.stringify({
      Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: {} } },
      Outputs: {
        Region: { Value: { Ref: 'AWS::Region' }, Description: 'Go there.' },
        Name: { Value: 'shop' },
      },
    });
    await client.createStack({ StackName: 'Shop-test', TemplateBody });
    for (;;) {
      const { Stacks } = await client.describeStacks({ StackName: 'Shop-test' });
      if (Stacks![0].StackStatus === 'CREATE_COMPLETE') break;
    }
  });
  afterAll(async () => {
    client.destroy();
    await aws.close();
  });

  it('have names, values, and what they are for where the stack says so', async () => {
    const outputs = await describedOutputs(client, 'Shop-test');
    expect(outputs).toHaveLength(2);
    expect(outputs).toEqual(
      expect.arrayContaining([
        { name: 'Region', value: 'us-east-1', description: 'Go there.' },
        { name: 'Name', value: 'shop', description: '' },
      ]),
    );
    expect(await stackOutputs(client, 'Shop-test')).toEqual({ Region: 'us-east-1', Name: 'shop' });
  });

  it('are printed by the command, as text and as JSON', async () => {
    const text = await printed(aws, '--stack', 'Shop-test');
    expect(text).toBe(outputsText(await describedOutputs(client, 'Shop-test')));
    const json = await printed(aws, '--stack', 'Shop-test', '--json');
    expect(JSON.parse(json)).toEqual(await describedOutputs(client, 'Shop-test'));
  });

  it('fail for a stack that is not there, with what to do', async () => {
    await expect(describedOutputs(client, 'Other')).rejects.toThrow(
      'The stack Other does not exist in us-east-1. Deploy it with "npx cdk deploy"',
    );
  });
});

/** The output of `recommenders outputs`. */
async function printed({ endpoint }: LocalAws, ...args: string[]): Promise<string> {
  const variables = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  const before = process.env;
  process.env = { ...before, ...variables };
  const log = jest.spyOn(console, 'log').mockReturnValue();
  try {
    await COMMANDS.outputs.load().parseAsync(args, { from: 'user' });
    return log.mock.calls.flat().join('\n');
  } finally {
    log.mockRestore();
    process.env = before;
  }
}

describe('outputs on a terminal', () => {
  it('have the name, what it is for and the value on lines of their own', () => {
    const arn = `arn:aws:personalize:us-east-1:123456789012:${'x'.repeat(80)}`;
    expect(
      outputsText([
        { name: 'Arn', value: arn, description: 'Ask it.' },
        { name: 'Name', value: 'shop', description: '' },
      ]),
    ).toBe(`Arn\n  Ask it.\n  ${arn}\n\nName\n  shop`);
  });

  it('spell out what a terminal would obey', () => {
    expect(outputsText([{ name: 'Arn', value: '\x1b[2J', description: '\u202eback' }])).toBe(
      String.raw`Arn
  \u{202e}back
  \u{1b}[2J`,
    );
  });
});
