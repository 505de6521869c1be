import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { localClientConfig } from 'embedded-aws/environment';
import { type LocalAws, startLocalAws } from 'embedded-aws/local-aws';
import { until } from '../../../../test/support/spawned-command';
import { COMMANDS } from '../../src/commands';
import { describedOutputs, outputsText, stackOutputs } from '../../src/deployed/stack-outputs';

describe('the outputs of a deployed stack', () => {
  let aws: LocalAws;
  let client: CloudFormation;
  const StackName = 'Shop-test';
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
    await client.createStack({ StackName, TemplateBody });
    await until(
      async () => (await client.describeStacks({ StackName })).Stacks![0].StackStatus === 'CREATE_COMPLETE',
    );
  });
  afterAll(async () => {
    client.destroy();
    await aws.close();
  });

  async function printed(...args: string[]): Promise<string> {
    const before = process.env;
    const keys = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
    process.env = { ...before, AWS_ENDPOINT_URL: aws.endpoint, AWS_REGION: 'us-east-1', ...keys };
    const log = jest.spyOn(console, 'log').mockReturnValue();
    try {
      await COMMANDS.outputs.load().parseAsync(['--stack', StackName, ...args], { from: 'user' });
      return log.mock.calls.flat().join('\n');
    } finally {
      log.mockRestore();
      process.env = before;
    }
  }

  it('have names, values, and what they are for where the stack says so; the command prints them', async () => {
    const outputs = await describedOutputs(client, StackName);
    expect(outputs).toHaveLength(2);
    expect(outputs).toEqual(
      expect.arrayContaining([
        { name: 'Region', value: 'us-east-1', description: 'Go there.' },
        { name: 'Name', value: 'shop', description: '' },
      ]),
    );
    expect(await stackOutputs(client, StackName)).toEqual({ Region: 'us-east-1', Name: 'shop' });
    expect(await printed()).toBe(outputsText(outputs));
    expect(JSON.parse(await printed('--json'))).toEqual(outputs);
  });

  it('fail for a stack that is not there, with what to do', async () => {
    await expect(describedOutputs(client, 'Other')).rejects.toThrow(
      'The stack Other does not exist in us-east-1. Deploy it with "npx cdk deploy"',
    );
  });
});

it('outputs on a terminal have name, purpose and value on lines of their own, with what a terminal would obey spelt out', () => {
  const arn = `arn:aws:personalize:us-east-1:123456789012:${'x'.repeat(80)}`;
  expect(
    outputsText([
      { name: 'Arn', value: arn, description: 'Ask it.' },
      { name: 'Name', value: '\x1b[2J', description: '\u202eback' },
      { name: 'Other', value: 'shop', description: '' },
    ]),
  ).toBe(`Arn\n  Ask it.\n  ${arn}\n\nName\n  \\u{202e}back\n  \\u{1b}[2J\n\nOther\n  shop`);
});
