import { CloudFormation, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { DATASET_GROUP_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-group';
import { PREPARED_DATA_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/prepared-data';
import { COMMANDS } from '../../src/commands';
import { deployedResources } from '../../src/deployed/deployed-resources';
import { describedOutputs, outputsText, stackOutputs } from '../../src/deployed/stack-outputs';
import { LOCAL_REGION, localEnvironment } from 'embedded-aws/environment';
import { startLocalAws, type LocalAws } from 'embedded-aws/local-aws';

const ACCOUNT = '123456789012';
/** Two pages of resources. */
const TOPICS = 101;

let aws: LocalAws;
let client: CloudFormation;
const former = { ...process.env };
beforeAll(async () => {
  aws = await startLocalAws();
  Object.assign(process.env, localEnvironment({ endpoint: aws.endpoint, region: LOCAL_REGION }));
  client = new CloudFormation({});
  const topic = { Type: 'AWS::SNS::Topic' };
  const topics = Array.from({ length: TOPICS }, (_, at) => [`Topic${at}`, topic] as const);
  const Region = { Value: { Ref: 'AWS::Region' }, Description: 'Go there.' };
  const template = { Resources: Object.fromEntries(topics), Outputs: { Region, Name: { Value: 'shop' } } };
  await client.createStack({ StackName: 'Shop', TemplateBody: JSON.stringify(template) });
  const often = { client, maxWaitTime: 60, minDelay: 0.1, maxDelay: 0.1 };
  await waitUntilStackCreateComplete(often, { StackName: 'Shop' });
});
afterAll(async () => {
  client.destroy();
  process.env = former;
  await aws.close();
});

const look = (target: Partial<Parameters<typeof deployedResources>[0]> = {}) =>
  deployedResources({ stackName: 'Shop', account: ACCOUNT, region: LOCAL_REGION, ...target });

it('a deployed stack has all of its resources, or none where there is no such stack', async () => {
  expect(await look({ stackName: 'Other' })).toEqual([]);
  const resources = await look();
  expect(resources).toHaveLength(TOPICS);
  expect(resources).toContainEqual({
    logicalId: 'Topic100',
    type: 'AWS::SNS::Topic',
    id: expect.stringMatching(/^arn:aws:sns:.*:Shop-Topic100-/) as string,
  });
});

it('a deployed stack has what only the template says: the key of a dataset group, and where data comes from', async () => {
  const ServiceToken = `arn:aws:lambda:${LOCAL_REGION}:${ACCOUNT}:function:none`;
  const TemplateBody = JSON.stringify({
    Resources: {
      Group: { Type: DATASET_GROUP_TYPE, Properties: { ServiceToken, KmsKeyArn: 'arn:of:key' } },
      Plain: { Type: DATASET_GROUP_TYPE, Properties: { ServiceToken } },
      Data: { Type: PREPARED_DATA_TYPE, Properties: { ServiceToken, Source: 's3://exports/' } },
    },
  });
  await client.createStack({ StackName: 'Own', TemplateBody, OnFailure: 'DO_NOTHING' });
  const found = await look({ stackName: 'Own' });
  expect(found.map(({ logicalId, key, from }) => [logicalId, key, from]).sort()).toEqual([
    ['Data', undefined, 's3://exports/'],
    ['Group', '"arn:of:key"', undefined],
    ['Plain', 'null', undefined],
  ]);
});

it('a deployed stack fails to be seen with the credentials of another account, and where nobody answers in time', async () => {
  await expect(look({ account: '210987654321' })).rejects.toThrow(
    `the credentials are of account ${ACCOUNT}, the deployment goes to 210987654321`,
  );
  aws.faults.set([{ fault: 'latency', service: 'cloudformation', ms: 3_600_000 }]);
  await expect(look()).rejects.toThrow('no answer within 2 seconds');
  aws.faults.set([]);
});

/** The output of `recommenders outputs`. */
async function printed(...args: string[]): Promise<string> {
  const log = jest.spyOn(console, 'log').mockReturnValue();
  try {
    await COMMANDS.outputs.load().parseAsync(['--stack', 'Shop', ...args], { from: 'user' });
    return log.mock.calls.flat().join('\n');
  } finally {
    log.mockRestore();
  }
}

it('the outputs of a deployed stack have names, values, and what they are for where the stack says so, and fail where it is not there', async () => {
  const outputs = await describedOutputs(client, 'Shop');
  const region = { name: 'Region', value: 'us-east-1', description: 'Go there.' };
  expect(new Set(outputs)).toEqual(new Set([region, { name: 'Name', value: 'shop', description: '' }]));
  expect(await stackOutputs(client, 'Shop')).toEqual({ Region: 'us-east-1', Name: 'shop' });
  expect(await printed()).toBe(outputsText(outputs));
  expect(JSON.parse(await printed('--json'))).toEqual(outputs);
  await expect(describedOutputs(client, 'Other')).rejects.toThrow(
    'The stack Other does not exist in us-east-1. Deploy it with "npx cdk deploy"',
  );
});

it('outputs on a terminal have name, purpose and value on lines of their own, with what a terminal would obey spelt out', () => {
  const arn = `arn:aws:personalize:us-east-1:123456789012:${'x'.repeat(80)}`;
  const outputs = [
    { name: 'Arn', value: arn, description: 'Ask it.' },
    { name: 'Name', value: '\x1b[2J', description: '\u202eback' },
    { name: 'Other', value: 'shop', description: '' },
  ];
  expect(outputsText(outputs)).toBe(
    `Arn\n  Ask it.\n  ${arn}\n\nName\n  \\u{202e}back\n  \\u{1b}[2J\n\nOther\n  shop`,
  );
});
