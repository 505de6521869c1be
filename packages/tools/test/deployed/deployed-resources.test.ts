import { CloudFormation, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { DATASET_GROUP_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-group';
import { PREPARED_DATA_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/prepared-data';
import { deployedResources } from '../../src/deployed/deployed-resources';
import { LOCAL_REGION, localEnvironment } from 'embedded-aws/environment';
import { startLocalAws, type LocalAws } from 'embedded-aws/local-aws';

const ACCOUNT = '123456789012';
/** Two pages of resources. */
const TOPICS = 101;

describe('the resources of a deployed stack', () => {
  let aws: LocalAws;
  let client: CloudFormation;
  const former = { ...process.env };
  beforeAll(async () => {
    aws = await startLocalAws();
    Object.assign(process.env, localEnvironment({ endpoint: aws.endpoint, region: LOCAL_REGION }));
    client = new CloudFormation({});
    const topic = { Type: 'AWS::SNS::Topic' };
    const topics = Array.from({ length: TOPICS }, (_, at) => [`Topic${at}`, topic] as const);
    const TemplateBody = JSON.stringify({ Resources: Object.fromEntries(topics) });
    await client.createStack({ StackName: 'Shop', TemplateBody });
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

  it('are all of them, or none where there is no such stack', async () => {
    expect(await look({ stackName: 'Other' })).toEqual([]);
    const resources = await look();
    expect(resources).toHaveLength(TOPICS);
    expect(resources).toContainEqual({
      logicalId: 'Topic100',
      type: 'AWS::SNS::Topic',
      id: expect.stringMatching(/^arn:aws:sns:.*:Shop-Topic100-/) as string,
    });
  });

  it('have what only the template says: the key of a dataset group, and where data comes from', async () => {
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
    const known = found.map(({ logicalId, key, from }) => [logicalId, key, from]);
    expect(known.sort()).toEqual([
      ['Data', undefined, 's3://exports/'],
      ['Group', '"arn:of:key"', undefined],
      ['Plain', 'null', undefined],
    ]);
  });

  it('fail to be seen with the credentials of another account', async () => {
    await expect(look({ account: '210987654321' })).rejects.toThrow(
      `the credentials are of account ${ACCOUNT}, the deployment goes to 210987654321`,
    );
  });

  it('fail to be seen where nobody answers in time', async () => {
    aws.faults.set([{ fault: 'latency', service: 'cloudformation', ms: 3_600_000 }]);
    await expect(look()).rejects.toThrow('no answer within 2 seconds');
    aws.faults.set([]);
  });
});
