import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { IAM } from '@aws-sdk/client-iam';
import { ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { SFN } from '@aws-sdk/client-sfn';
import { LOCAL_REGION } from 'embedded-aws/environment';
import { checkValue } from '@ecommerce-recommenders/shop-data/contracts/api/value-schema';
import {
  BUS_EVENTS,
  type DetailType,
  type StackEvent,
} from '@ecommerce-recommenders/shop-data/contracts/bus-events/bus-events';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';
import { startStormAccount, type StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

const settings = {
  archive: smallShop(),
  trainingTimeoutHours: 1,
  useCases: 'most-viewed,best-sellers',
  serving: { 'best-sellers': 'lists' },
  freshData: true,
  ranking: true,
  segments: { items: ['i1', 'i2'] },
  batches: true,
};
const SHOPS = shopAssemblies({ told: { ...settings, busEvents: true }, quiet: settings });

/** Puts every event of the stack, and every status of a stack, into executions of a state machine that does nothing. */
async function listen(endpoint: string): Promise<{ heard: () => Promise<StackEvent[]>; close: () => void }> {
  const config = { endpoint, region: LOCAL_REGION };
  const [iam, states, events] = [new IAM(config), new SFN(config), new EventBridge(config)];
  const trusted = ['states', 'events'].map((name) => `${name}.amazonaws.com`);
  const { Role } = await iam.createRole({
    RoleName: 'listener',
    AssumeRolePolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: trusted } },
    }),
  });
  await iam.attachRolePolicy({
    RoleName: 'listener',
    PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
  });
  const roleArn = Role!.Arn!;
  const { stateMachineArn } = await states.createStateMachine({
    name: 'listener',
    roleArn,
    definition: JSON.stringify({ StartAt: 'Hear', States: { Hear: { Type: 'Pass', End: true } } }),
  });
  await events.putRule({ Name: 'listener', EventPattern: '{"source":["ecommerce-recommenders"]}' });
  await events.putTargets({
    Rule: 'listener',
    Targets: [{ Id: 'machine', Arn: stateMachineArn, RoleArn: roleArn }],
  });
  return {
    heard: async () => {
      const { executions = [] } = await states.listExecutions({ stateMachineArn, maxResults: 1_000 });
      const inputs = executions.map(({ executionArn }) => states.describeExecution({ executionArn }));
      return (await Promise.all(inputs)).map(({ input }) => {
        const event = JSON.parse(input!) as { 'detail-type': DetailType; detail: never };
        return { detailType: event['detail-type'], detail: event.detail };
      });
    },
    close: () => [iam, states, events].forEach((client) => client.destroy()),
  };
}

describe('events on the event bus', () => {
  let account: StormAccount;
  let listener: Awaited<ReturnType<typeof listen>>;
  let Bucket: string;
  beforeAll(async () => {
    account = await startStormAccount(Object.values(SHOPS));
    listener = await listen(account.aws.endpoint);
    expect(await account.create(SHOPS.told)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
    Bucket = (await account.inventory()).find((line) => line.startsWith('AWS::S3::Bucket '))!.split(' ')[1];
  });
  afterAll(async () => {
    listener.close();
    await account.close();
  });

  const heard = async (detailType: DetailType): Promise<StackEvent[]> =>
    (await listener.heard()).filter((event) => event.detailType === detailType);
  const hears = (detailType: DetailType): Promise<void> =>
    account.until(async () => (await heard(detailType)).length > 0);
  const drop = (Body: string): Promise<unknown> =>
    account.s3.send(new PutObjectCommand({ Bucket, Key: 'incoming/interactions/part.csv', Body }));

  /** Attempts to put an event that failed. */
  const unput = async (): Promise<number> => {
    const cloudWatch = new CloudWatch({ endpoint: account.aws.endpoint, region: LOCAL_REGION });
    const nowMs = account.aws.clock.now();
    const { Datapoints = [] } = await cloudWatch.getMetricStatistics({
      Namespace: 'EcommerceRecommenders',
      MetricName: 'UnputEvents',
      Dimensions: [{ Name: 'Stack', Value: 'EcommerceRecommenders' }],
      StartTime: new Date(nowMs - 86_400_000),
      EndTime: new Date(nowMs + 60_000),
      Period: 86_400,
      Statistics: ['Sum'],
    });
    cloudWatch.destroy();
    return Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0);
  };

  it('tell of the lists of a deployment, and of the trainings of the live recommender and the ranking, once', async () => {
    await hears('Lists Published');
    await account.until(async () => (await heard('Training Completed')).length > 1);
    expect(await heard('Lists Published')).toMatchObject([
      { detail: { stack: 'EcommerceRecommenders', lists: [{ useCase: 'best-sellers' }] } },
    ]);
    const trained = (await heard('Training Completed')).map(({ detail }) => 'of' in detail && detail.of);
    expect(trained.sort()).toEqual(['recommender', 'solution version']);
  });

  it('tell of the segments and of the recommendations of a deployment', async () => {
    await hears('Segments Published');
    await hears('Batches Published');
    expect(await heard('Segments Published')).toMatchObject([
      { detail: { results: [{ by: 'items', lines: 2, failed: 0 }] } },
    ]);
    expect(await heard('Batches Published')).toMatchObject([
      { detail: { results: [{ by: 'users', lines: 30, failed: 0 }] } },
    ]);
  });

  it('tell of fresh data that was imported, and of data that was refused without a value of it', async () => {
    const header = 'USER_ID,ITEM_ID,EVENT_TYPE,TIMESTAMP';
    const rows = Array.from(
      { length: 1_000 },
      (_, at) => `u${at % 30},i1,OrderCompleted,${1_700_000_000 + at}`,
    );
    await drop([header, ...rows, ''].join('\n'));
    await hears('Import Succeeded');
    expect(await heard('Import Succeeded')).toMatchObject([
      { detail: { kind: 'parts', files: 1, rows: { INTERACTIONS: 1_000 } } },
    ]);
    await drop(`${header}\nkim@shop.test,i1,OrderCompleted,yesterday-by-kim\n`);
    await hears('Import Refused');
    const refused = JSON.stringify(await heard('Import Refused'));
    expect(refused).toContain('part.csv, line 2');
    expect(refused).not.toContain('kim');
  });

  it('that the bus does not take fail no run, are counted, and are put once it does', async () => {
    account.aws.faults.set([{ fault: 'server-error', operation: 'PutEvents' }]);
    const before = (await heard('Import Refused')).length;
    await drop('nothing\nof\nuse\n');
    const reports = new ListObjectsV2Command({ Bucket, Prefix: 'runs/' });
    await account.until(async () => (await account.s3.send(reports)).KeyCount === 3);
    await account.until(async () => (await unput()) > 0);
    expect(await heard('Import Refused')).toHaveLength(before);
    account.aws.faults.set([]);
    await account.until(async () => (await heard('Import Refused')).length > before);
  });

  it('have the details that the schemas say, and each its own id', async () => {
    const all = await listener.heard();
    for (const { detailType, detail } of all) checkValue(detailType, detail, BUS_EVENTS[detailType].detail);
    expect(new Set(all.map(({ detail }) => detail.id)).size).toBe(all.length);
  });

  it('end with the setting, and leave nothing', async () => {
    expect(await account.update(SHOPS.quiet)).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
    expect((await account.inventory()).filter((line) => line.includes('BusEvents'))).toEqual([]);
    expect(await account.update(SHOPS.told)).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
    expect(await account.destroy()).toMatchObject({ status: 'DELETE_COMPLETE', reasons: [] });
    const left = (await account.inventory()).filter((line) => !line.includes('listener'));
    expect(left).toEqual([]);
  });
});
