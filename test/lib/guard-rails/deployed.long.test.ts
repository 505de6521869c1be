import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { Lambda } from '@aws-sdk/client-lambda';
import { GetRecommendationsCommand } from '@aws-sdk/client-personalize-runtime';
import { LOCAL_REGION } from 'embedded-aws/environment';
import { startStack, type DeployedStack } from '../../whole/deployed-stack';

describe('a stack in a VPC, with a key for its logs', () => {
  let deployed: DeployedStack;
  let lambda: Lambda;
  let logs: CloudWatchLogs;
  beforeAll(async () => {
    deployed = await startStack();
    const config = { endpoint: deployed.aws.endpoint, region: LOCAL_REGION, maxAttempts: 1 };
    [lambda, logs] = [new Lambda(config), new CloudWatchLogs(config)];
    const settings = {
      useCases: 'most-viewed',
      vpcId: 'vpc-1',
      subnetIds: 'subnet-1,subnet-2',
      securityGroupIds: 'sg-1',
      createKey: 'true',
      logRetentionDays: '7',
      freshData: 'true',
      watch: 'true',
      stopWhenIdleHours: '3',
    };
    await deployed.stack.deploy(settings, deployed.follow);
  });
  afterAll(async () => {
    for (const client of [lambda, logs]) client.destroy();
    await deployed.close();
  });

  it('recommends', async () => {
    const { MostViewedRecommenderArn: recommenderArn } = await deployed.stack.outputs();
    const asked = new GetRecommendationsCommand({ recommenderArn, userId: '1', numResults: 3 });
    expect(await deployed.stack.clients.runtime.send(asked)).toMatchObject({ itemList: { length: 3 } });
  });

  it('has every function in its subnets, behind its security group', async () => {
    const { Functions = [] } = await lambda.listFunctions({});
    expect(Functions.length).toBeGreaterThan(20);
    for (const { FunctionName, VpcConfig } of Functions)
      expect([FunctionName, VpcConfig]).toEqual([
        FunctionName,
        expect.objectContaining({ SubnetIds: ['subnet-1', 'subnet-2'], SecurityGroupIds: ['sg-1'] }),
      ]);
  });

  it('has every log group under the key, for the retention of the settings', async () => {
    const { logGroups = [] } = await logs.describeLogGroups({});
    expect(logGroups.length).toBeGreaterThan(7);
    for (const { logGroupName, kmsKeyId, retentionInDays } of logGroups)
      expect([logGroupName, kmsKeyId, retentionInDays]).toEqual([
        expect.stringMatching(/^EcommerceRecommenders-/),
        expect.stringMatching(/^arn:aws:kms:/),
        7,
      ]);
  });

  it('leaves nothing after a destroy', async () => {
    await deployed.stack.destroy(deployed.follow);
    expect(await deployed.stack.inventory()).toEqual([]);
  });
});
