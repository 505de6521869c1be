import { EventBridge, type PutRuleCommandInput } from '@aws-sdk/client-eventbridge';
import { S3 } from '@aws-sdk/client-s3';
import { SFN } from '@aws-sdk/client-sfn';
import { ADMIN_ROLE, createAdminRole } from '../admin-role';
import { testStack } from '../cloudformation/test-stack';
import { create, inputsOf, start } from '../states/state-machine';
import { refused } from '../support/refused';
import { awsForAll } from '../support/test-aws';

const HOUR_MS = 3_600_000;

const aws = awsForAll();
const s3 = aws.client(S3);
const events = aws.client(EventBridge);
const states = aws.client(SFN);
let machine: string;

beforeEach(async () => {
  await createAdminRole(aws.endpoint);
  machine = await create(states, { only: { Type: 'Pass', End: true } });
});
afterEach(() => aws.reset());

/** A rule that starts the state machine. */
async function rule(Name: string, when: Partial<PutRuleCommandInput>, input: object = {}): Promise<string> {
  const { RuleArn } = await events.putRule({ Name, ...when });
  const Targets = [{ Id: 'machine', Arn: machine, RoleArn: ADMIN_ROLE, ...input }];
  await events.putTargets({ Rule: Name, EventBusName: when.EventBusName, Targets });
  return RuleArn!;
}

const inputs = (count: number): Promise<unknown[]> => inputsOf(states, machine, count);

const put = async (Detail: object, Source = 'my.shop'): Promise<void> => {
  const { Entries } = await events.putEvents({
    Entries: [{ Source, DetailType: 'Sale', Detail: JSON.stringify(Detail), Resources: ['r'] }],
  });
  expect(Entries).toEqual([{ EventId: expect.any(String) as string }]);
};

it('an event starts the targets of the rules that match it (EVENTS-5)', async () => {
  const pattern = { source: ['my.shop'], detail: { price: [{ exists: true }] } };
  await rule('sales', { EventPattern: JSON.stringify(pattern) });
  await put({ price: 5 });
  await put({ prize: 5 });
  await put({ price: 6 });
  const origin = { source: 'my.shop', account: '123456789012', region: 'us-east-1', resources: ['r'] };
  const envelope = { version: '0', 'detail-type': 'Sale', ...origin };
  expect(await inputs(2)).toMatchObject([5, 6].map((price) => ({ ...envelope, detail: { price } })));
});

it('an event bus delivers its events to its own rules only', async () => {
  const { EventBusArn } = await events.createEventBus({ Name: 'orders' });
  for (const EventBusName of [undefined, 'orders']) {
    const when = { EventBusName, EventPattern: '{"source":["my.shop"]}' };
    await rule('sales', when, { Input: JSON.stringify(EventBusName ?? 'default') });
  }
  const sale = { Source: 'my.shop', DetailType: 'Sale', Detail: '{}' };
  const Entries = ['orders', EventBusArn, undefined].map((EventBusName) => ({ ...sale, EventBusName }));
  expect((await events.putEvents({ Entries })).FailedEntryCount).toBe(0);
  expect((await inputs(3)).sort()).toEqual(['default', 'orders', 'orders']);
});

const InputPathsMap = { item: '$.detail.item', name: '$.detail.item.name', gone: '$.detail.gone' };
const InputTemplate =
  '{"item":<item>,"name":<name>,"text":"sold: <name>, <gone>","rule":<aws.events.rule-name>,"kept":"<other>"}';

it.each<[string, object, unknown]>([
  ['a constant', { Input: '{"a":1}' }, { a: 1 }],
  ['a part of the event', { InputPath: '$.detail.item' }, { id: 'i1', name: 'a "b"' }],
  [
    'what a template makes of it',
    { InputTransformer: { InputPathsMap, InputTemplate } },
    {
      item: { id: 'i1', name: 'a "b"' },
      name: 'a "b"',
      text: 'sold: a "b", ',
      rule: 'sales',
      kept: '<other>',
    },
  ],
])('a target gets %s', async (_what, input, expected) => {
  await rule('sales', { EventPattern: '{"source":["my.shop"]}' }, input);
  await put({ item: { id: 'i1', name: 'a "b"' } });
  expect(await inputs(1)).toEqual([expected]);
});

it('a bucket that wants it tells of its objects (S3-18)', async () => {
  const Bucket = 'shop';
  const detail = { object: { key: [{ prefix: 'in/' }] } };
  await rule('arrivals', { EventPattern: JSON.stringify({ source: ['aws.s3'], detail }) });
  const notify = (NotificationConfiguration: object) =>
    s3.putBucketNotificationConfiguration({ Bucket, NotificationConfiguration });
  await s3.createBucket({ Bucket });
  await s3.putObject({ Bucket, Key: 'in/early', Body: 'x' });
  await notify({ EventBridgeConfiguration: {} });
  expect((await s3.getBucketNotificationConfiguration({ Bucket })).EventBridgeConfiguration).toEqual({});
  await s3.putObject({ Bucket, Key: 'in/a', Body: 'hello' });
  await s3.putObject({ Bucket, Key: 'out/a', Body: 'hello' });
  await s3.copyObject({ Bucket, Key: 'in/b', CopySource: 'shop/in/a' });
  await s3.deleteObject({ Bucket, Key: 'in/a' });
  await s3.deleteObject({ Bucket, Key: 'in/gone' });
  await notify({});
  await s3.putObject({ Bucket, Key: 'in/late', Body: 'x' });
  const told = (type: string, reason: string, object: object): object => ({
    resources: ['arn:aws:s3:::shop'],
    'detail-type': `Object ${type}`,
    detail: { bucket: { name: Bucket }, object, reason },
  });
  const hello = { size: 5, etag: '5d41402abc4b2a76b9719d911017c592' };
  expect(await inputs(3)).toMatchObject([
    told('Created', 'PutObject', { key: 'in/a', ...hello }),
    told('Created', 'CopyObject', { key: 'in/b', ...hello }),
    told('Deleted', 'DeleteObject', { key: 'in/a' }),
  ]);
});

it('an execution tells of its end', async () => {
  const observed = await create(states, { only: { Type: 'Fail', Error: 'Oops' } }, { name: 'observed' });
  const detail = { stateMachineArn: [observed], status: ['FAILED'] };
  const EventPattern = JSON.stringify({ source: ['aws.states'], detail });
  await rule('failures', { EventPattern }, { InputPath: '$.detail' });
  await start(states, observed);
  expect(await inputs(1)).toMatchObject([{ stateMachineArn: observed, status: 'FAILED', error: 'Oops' }]);
});

it('a stack tells of each of its statuses', async () => {
  const EventPattern = JSON.stringify({
    source: ['aws.cloudformation'],
    'detail-type': ['CloudFormation Stack Status Change'],
    // Not that of the bootstrap.
    detail: { 'stack-id': [{ wildcard: '*:stack/s/*' }] },
  });
  await rule('statuses', { EventPattern });
  const stack = testStack(aws);
  await stack.deploy({ P: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: 'v' } } });
  await stack.remove();
  const all = (await inputs(4)) as { resources: string[]; detail: Record<string, { status: string }> }[];
  expect(all.map(({ detail }) => detail['status-details'].status).sort()).toEqual([
    'CREATE_COMPLETE',
    'CREATE_IN_PROGRESS',
    'DELETE_COMPLETE',
    'DELETE_IN_PROGRESS',
  ]);
  for (const { resources, detail } of all)
    expect([resources, detail['client-request-token']]).toEqual([[detail['stack-id']], '']);
});

it('a schedule fires for every one of its times, however far the clock is turned', async () => {
  const resources = [await rule('hourly', { ScheduleExpression: 'rate(1 hour)' })];
  await aws.clock.advance(5.5 * HOUR_MS);
  const fired = (await inputs(5)) as { time: string }[];
  expect(fired[0]).toMatchObject({
    source: 'aws.events',
    'detail-type': 'Scheduled Event',
    resources,
    detail: {},
  });
  const times = fired.map(({ time }) => Date.parse(time));
  expect(times.map((time) => time - times[0])).toEqual([0, 1, 2, 3, 4].map((hour) => hour * HOUR_MS));
});

it('a rule that is disabled or gone does nothing', async () => {
  await rule('sales', { EventPattern: '{"source":["my.shop"]}' });
  await rule('hourly', { ScheduleExpression: 'rate(1 hour)' });
  await events.disableRule({ Name: 'sales' });
  await events.disableRule({ Name: 'hourly' });
  await put({ at: 1 });
  await aws.clock.advance(3 * HOUR_MS);
  await events.enableRule({ Name: 'sales' });
  await put({ at: 2 });
  expect(await inputs(1)).toMatchObject([{ detail: { at: 2 } }]);
  await expect(events.deleteRule({ Name: 'sales' })).rejects.toThrow('since it has targets');
  for (const Rule of ['sales', 'hourly']) {
    await events.removeTargets({ Rule, Ids: ['machine'] });
    await events.deleteRule({ Name: Rule });
  }
  expect((await events.listRules({})).Rules).toEqual([]);
});

it('what cannot be delivered is in the request log (EVENTS-5, EVENTS-6)', async () => {
  const gone = machine.replace('example', 'gone');
  await events.putRule({ Name: 'sales', EventPattern: '{"source":["my.shop"]}' });
  await events.putTargets({
    Rule: 'sales',
    Targets: [
      { Id: 'a', Arn: gone, RoleArn: ADMIN_ROLE },
      { Id: 'b', Arn: machine, RoleArn: 'arn:aws:iam::123456789012:role/stranger' },
      { Id: 'c', Arn: 'arn:aws:lambda:us-east-1:123456789012:function:gone' },
    ],
  });
  await put({});
  const failures = (): (string | undefined)[] =>
    aws.requests.list().flatMap(({ operation, error }) => (operation === 'Deliver' ? [error] : []));
  while (failures().length < 3) await events.listRules({});
  expect(failures()).toEqual([
    expect.stringContaining('StateMachineDoesNotExist'),
    expect.stringContaining('events.amazonaws.com is not authorized to perform: sts:AssumeRole'),
    expect.stringMatching(
      /no resource-based policy allows the lambda:InvokeFunction action .*rule sales, target .*:gone/,
    ),
  ]);
});

it('fails for what is wrong, by name (EVENTS-1, EVENTS-2)', async () => {
  const putRule = (more: object): Promise<unknown> => events.putRule({ Name: 'a', ...more });
  const invalid = (call: Promise<unknown>, text: string) => refused(call, 'ValidationException', text);
  await invalid(putRule({}), 'EventPattern or ScheduleExpression');
  await refused(putRule({ EventPattern: '{"a":"b"}' }), 'InvalidEventPatternException', '"a" must be');
  await putRule({ ScheduleExpression: 'rate(1 day)', Tags: [{ Key: 'k', Value: 'v' }] });
  const target = (more: object): Promise<unknown> =>
    events.putTargets({ Rule: 'a', Targets: [{ Id: 't', Arn: machine, ...more }] });
  await invalid(target({}), 'RoleArn is required');
  await invalid(target({ RoleArn: ADMIN_ROLE, Input: 'x' }), 'JSON syntax error');
  await invalid(target({ Arn: 'arn:aws:sqs:us-east-1:123456789012:q' }), 'cannot call the target');
  await invalid(target({ RoleArn: ADMIN_ROLE, InputPath: '$..x' }), 'InputPath');
  const { Entries } = await events.putEvents({
    Entries: [
      { Source: 'aws.s3', DetailType: 'x', Detail: '{}' },
      { Source: 'a', DetailType: 'x', Detail: '[]' },
      { Source: 'a', Detail: '{}' },
    ],
  });
  expect(Entries!.map(({ ErrorCode }) => ErrorCode)).toEqual([
    'NotAuthorizedForSourceException',
    'MalformedDetail',
    'InvalidArgument',
  ]);
});

it('the default event bus has tags of its own (EVENTS-1)', async () => {
  const ResourceARN = 'arn:aws:events:us-east-1:123456789012:event-bus/default';
  const Tags = [{ Key: 'team', Value: 'shop' }];
  await events.tagResource({ ResourceARN, Tags });
  expect((await events.listTagsForResource({ ResourceARN })).Tags).toEqual(Tags);
  await events.untagResource({ ResourceARN, TagKeys: ['team'] });
  expect((await events.listTagsForResource({ ResourceARN })).Tags).toEqual([]);
});
