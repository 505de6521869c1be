import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { GetRecommendationsCommand, PersonalizeRuntime } from '@aws-sdk/client-personalize-runtime';
import { LOCAL_REGION } from 'embedded-aws/environment';
import { shopAssemblies } from '../../storm/shop-assemblies';
import { smallShop } from '../../storm/small-shop';
import { startStormAccount, type StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

const SHOPS = shopAssemblies({
  guarded: {
    ...{ archive: smallShop(), useCases: 'most-viewed', createKey: true, logRetentionDays: 7 },
    ...{ vpcId: 'vpc-1', subnetIds: 'subnet-1,subnet-2', securityGroupIds: 'sg-1' },
    ...{ freshData: true, watch: true, stopWhenIdleHours: 3 },
  },
});

describe('a stack in a VPC, with a key for its logs', () => {
  let account: StormAccount;
  let logs: CloudWatchLogs;
  beforeAll(async () => {
    account = await startStormAccount(Object.values(SHOPS));
    const config = { endpoint: account.aws.endpoint, region: LOCAL_REGION, maxAttempts: 1 };
    logs = new CloudWatchLogs(config);
    expect(await account.create(SHOPS.guarded)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
  });
  afterAll(async () => {
    logs.destroy();
    await account.close();
  });

  it('recommends', async () => {
    const { MostViewedRecommenderArn: recommenderArn } = await account.outputs();
    const asked = new GetRecommendationsCommand({ recommenderArn, userId: 'u1', numResults: 3 });
    const runtime = new PersonalizeRuntime({ endpoint: account.aws.endpoint, region: LOCAL_REGION });
    expect(await runtime.send(asked)).toMatchObject({ itemList: { length: 3 } });
    runtime.destroy();
  });

  it('has every log group under the key, for the retention of the settings', async () => {
    const { logGroups = [] } = await logs.describeLogGroups({});
    expect(logGroups.length).toBeGreaterThan(5);
    for (const { logGroupName, kmsKeyId, retentionInDays } of logGroups)
      expect([logGroupName, kmsKeyId, retentionInDays]).toEqual([
        expect.stringMatching(/^EcommerceRecommenders-/),
        expect.stringMatching(/^arn:aws:kms:/),
        7,
      ]);
  });

  it('leaves nothing after a destroy', async () => {
    expect(await account.destroy()).toMatchObject({ status: 'DELETE_COMPLETE', reasons: [] });
    expect(await account.inventory()).toEqual([]);
  });
});
