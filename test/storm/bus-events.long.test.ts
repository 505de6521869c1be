import { EventBridge } from '@aws-sdk/client-eventbridge';
import { IAM } from '@aws-sdk/client-iam';
import { SFN } from '@aws-sdk/client-sfn';
import { checkValue } from '@ecommerce-recommenders/shop-data/contracts/api/value-schema';
import {
  BUS_EVENTS,
  type DetailType,
  type StackEvent,
} from '@ecommerce-recommenders/shop-data/contracts/bus-events/bus-events';
import { shopAccount, type ShopAccount } from './shop-account';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';

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

/** Puts every event of the stack into executions of a state machine that does nothing. @returns those so far */
async function listen(account: ShopAccount): Promise<() => Promise<StackEvent[]>> {
  const [iam, states, events] = [account.client(IAM), account.client(SFN), account.client(EventBridge)];
  const trusted = ['states', 'events'].map((name) => `${name}.amazonaws.com`);
  const { Role } = await iam.createRole({
    RoleName: 'listener',
    AssumeRolePolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: trusted } },
    }),
  });
  const roleArn = Role!.Arn!;
  const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  await iam.attachRolePolicy({ RoleName: 'listener', PolicyArn });
  const definition = JSON.stringify({ StartAt: 'Hear', States: { Hear: { Type: 'Pass', End: true } } });
  const { stateMachineArn } = await states.createStateMachine({ name: 'listener', roleArn, definition });
  await events.putRule({ Name: 'listener', EventPattern: '{"source":["ecommerce-recommenders"]}' });
  const Targets = [{ Id: 'machine', Arn: stateMachineArn, RoleArn: roleArn }];
  await events.putTargets({ Rule: 'listener', Targets });
  return async () => {
    const { executions = [] } = await states.listExecutions({ stateMachineArn, maxResults: 1_000 });
    const inputs = executions.map(({ executionArn }) => states.describeExecution({ executionArn }));
    return (await Promise.all(inputs)).map(({ input }) => {
      const event = JSON.parse(input!) as { 'detail-type': DetailType; detail: never };
      return { detailType: event['detail-type'], detail: event.detail };
    });
  };
}

describe('events on the event bus', () => {
  const account = shopAccount(SHOPS);
  let allHeard: () => Promise<StackEvent[]>;
  beforeAll(async () => {
    allHeard = await listen(account);
    await account.created(SHOPS.told);
  });

  const heard = async (detailType: DetailType): Promise<StackEvent[]> =>
    (await allHeard()).filter((event) => event.detailType === detailType);
  const hears = (detailType: DetailType): Promise<void> =>
    account.until(async () => (await heard(detailType)).length > 0);
  const drop = (body: string): Promise<unknown> => account.put('incoming/interactions/part.csv', body);

  it('tell of the lists, segments and recommendations of a deployment, and once of each training', async () => {
    for (const detailType of ['Lists', 'Segments', 'Batches'] as const)
      await hears(`${detailType} Published`);
    await account.until(async () => (await heard('Training Completed')).length > 1);
    expect(await heard('Lists Published')).toMatchObject([
      { detail: { stack: 'EcommerceRecommenders', lists: [{ useCase: 'best-sellers' }] } },
    ]);
    const trained = (await heard('Training Completed')).map(({ detail }) => 'of' in detail && detail.of);
    expect(trained.sort()).toEqual(['recommender', 'solution version']);
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
    await account.until(async () => (await account.keys('runs/')).length === 3);
    await account.until(async () => Math.max(...(await account.metric('UnputEvents', 'Sum'))) > 0);
    expect(await heard('Import Refused')).toHaveLength(before);
    account.aws.faults.set([]);
    await account.until(async () => (await heard('Import Refused')).length > before);
  });

  it('have the details that the schemas say, and each its own id', async () => {
    const all = await allHeard();
    for (const { detailType, detail } of all) checkValue(detailType, detail, BUS_EVENTS[detailType].detail);
    expect(new Set(all.map(({ detail }) => detail.id)).size).toBe(all.length);
  });

  it('end with the setting, and leave nothing', async () => {
    await account.updated(SHOPS.quiet);
    expect((await account.inventory()).filter((line) => line.includes('BusEvents'))).toEqual([]);
    await account.updated(SHOPS.told);
    expect((await account.destroy()).status).toBe('DELETE_COMPLETE');
    const left = (await account.inventory()).filter((line) => !line.includes('listener'));
    expect(left).toEqual([]);
  });
});
