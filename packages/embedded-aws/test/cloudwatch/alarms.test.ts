import { CloudWatch, type PutMetricAlarmCommandInput } from '@aws-sdk/client-cloudwatch';
import { SNS } from '@aws-sdk/client-sns';
import type { AlarmDefinition } from '../../src/services/cloudwatch/alarm';
import { judgeAlarm } from '../../src/services/cloudwatch/judge-alarm';
import { refused } from '../support/refused';
import { clientOf, runningFor } from '../support/running';
import { startWatchedAws } from './support';

const aws = runningFor('each test', startWatchedAws);
const cloudWatch = clientOf(aws, CloudWatch);
const sns = clientOf(aws, SNS);
let TopicArn: string;

beforeEach(async () => {
  TopicArn = (await sns.createTopic({ Name: 'notices' })).TopicArn!;
  await sns.subscribe({ TopicArn, Protocol: 'email', Endpoint: 'owner@shop.test' });
});

const ALARM: PutMetricAlarmCommandInput = {
  AlarmName: 'stock',
  AlarmDescription: 'Order more.',
  Namespace: 'Shop',
  MetricName: 'Missing',
  Dimensions: [{ Name: 'Shelf', Value: '1' }],
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 3,
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  TreatMissingData: 'notBreaching',
};

const putAlarm = (changes: Partial<PutMetricAlarmCommandInput> = {}): Promise<unknown> =>
  cloudWatch.putMetricAlarm({ ...ALARM, AlarmActions: [TopicArn], ...changes });
const put = (Value: number): Promise<unknown> => {
  const { Namespace, MetricName, Dimensions } = ALARM;
  return cloudWatch.putMetricData({ Namespace, MetricData: [{ MetricName, Dimensions, Value }] });
};
const state = async (): Promise<string | undefined> =>
  (await cloudWatch.describeAlarms({ AlarmNames: ['stock'] })).MetricAlarms![0].StateValue;

it('an alarm goes off at the end of a period, tells its topic, and ends (CW-7)', async () => {
  await putAlarm({ OKActions: [TopicArn] });
  expect(await state()).toBe('INSUFFICIENT_DATA');
  await put(1);
  await put(2);
  await aws.turnMinutes(1);
  expect(await state()).toBe('ALARM');
  const [notice, ...others] = await aws.messages();
  expect(others).toEqual([]);
  expect(notice).toMatchObject({ endpoint: 'owner@shop.test', subject: 'ALARM: "stock" in us-east-1' });
  expect(JSON.parse(notice.message)).toMatchObject({
    AlarmName: 'stock',
    AlarmDescription: 'Order more.',
    AWSAccountId: '123456789012',
    NewStateValue: 'ALARM',
    NewStateReason: expect.stringMatching(
      /^Threshold Crossed: 1 out of the last 1 datapoint \[3\.0 \(/,
    ) as string,
    OldStateValue: 'INSUFFICIENT_DATA',
    AlarmArn: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:stock',
    Trigger: {
      MetricName: 'Missing',
      Namespace: 'Shop',
      Statistic: 'SUM',
      Dimensions: [{ name: 'Shelf', value: '1' }],
      Threshold: 3,
    },
  });
  await aws.turnMinutes(1);
  expect(await state()).toBe('OK');
  await aws.turnMinutes(5);
  expect((await aws.messages()).map(({ subject }) => subject)).toEqual([
    'ALARM: "stock" in us-east-1',
    'OK: "stock" in us-east-1',
  ]);
});

it('an alarm tells nobody whom the topic’s policy does not let it tell (CW-9)', async () => {
  await putAlarm();
  const Principal = { Service: 'cloudwatch.amazonaws.com' };
  const statement = { Effect: 'Allow', Principal, Action: 'sns:Publish', Resource: TopicArn };
  const allowWhere = (Condition: object): Promise<unknown> => {
    const Statement = { ...statement, Condition };
    const AttributeValue = JSON.stringify({ Version: '2012-10-17', Statement });
    return sns.setTopicAttributes({ TopicArn, AttributeName: 'Policy', AttributeValue });
  };
  const ring = async (): Promise<number> => {
    for (const StateValue of ['OK', 'ALARM'] as const)
      await cloudWatch.setAlarmState({ AlarmName: 'stock', StateValue, StateReason: 'a test' });
    return (await aws.messages()).length;
  };
  await allowWhere({ ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:*:*:alarm:another' } });
  expect(await ring()).toBe(0);
  const refused = aws.requests.list().find(({ operation }) => operation === 'Publish');
  expect(refused).toMatchObject({ status: 403, caller: 'cloudwatch.amazonaws.com' });
  await allowWhere({ StringEquals: { 'aws:SourceAccount': '123456789012' } });
  expect(await ring()).toBe(1);
});

it('an alarm whose actions are disabled changes its state and tells nobody, until they are enabled (CW-2)', async () => {
  await putAlarm();
  const AlarmNames = ['stock', 'no-such-alarm'];
  await cloudWatch.disableAlarmActions({ AlarmNames });
  await put(5);
  await aws.turnMinutes(1);
  expect(await state()).toBe('ALARM');
  expect(await aws.messages()).toEqual([]);
  await cloudWatch.enableAlarmActions({ AlarmNames });
  await aws.turnMinutes(1);
  expect(await aws.messages()).toEqual([]);
  await put(5);
  await aws.turnMinutes(1);
  expect(await aws.messages()).toHaveLength(1);
});

it('several of several periods have to breach', async () => {
  await putAlarm({ EvaluationPeriods: 3, DatapointsToAlarm: 2 });
  await put(5);
  await aws.turnMinutes(1);
  expect(await state()).toBe('OK');
  await aws.turnMinutes(1);
  await put(5);
  await aws.turnMinutes(1);
  expect(await state()).toBe('ALARM');
});

it('an alarm that is changed or deleted is judged no more by what it was', async () => {
  await putAlarm();
  await put(5);
  await putAlarm({ Threshold: 6 });
  await aws.turnMinutes(1);
  expect(await state()).toBe('OK');
  await cloudWatch.deleteAlarms({ AlarmNames: ['stock'] });
  await put(7);
  await aws.turnMinutes(2);
  expect(await aws.messages()).toEqual([]);
  await refused(cloudWatch.deleteAlarms({ AlarmNames: ['stock'] }), 'ResourceNotFound');
});

it.each<[string, Partial<PutMetricAlarmCommandInput>, string]>([
  ['metric math', { Metrics: [{ Id: 'm', Expression: '1' }] }, "'Metrics' is not known"],
  ['a percentile', { ExtendedStatistic: 'p99' }, "'ExtendedStatistic' is not known"],
  ['a period of half a minute', { Period: 30 }, 'greater than or equal to 60'],
  ['more than a day', { EvaluationPeriods: 1441 }, 'EvaluationPeriods * Period must be <= 86400'],
  ['more datapoints than periods', { DatapointsToAlarm: 2 }, 'at most EvaluationPeriods'],
  ['another action', { AlarmActions: ['arn:aws:automate:us-east-1:ec2:stop'] }, 'only notify SNS topics'],
])('fails %s', async (_what, changes, words) => {
  await expect(putAlarm(changes)).rejects.toThrow(words);
  expect((await cloudWatch.describeAlarms({})).MetricAlarms).toEqual([]);
});

type Missing = NonNullable<AlarmDefinition['TreatMissingData']>;

const definition = (TreatMissingData: Missing, needed: number): AlarmDefinition => ({
  AlarmName: 'a',
  MetricName: 'm',
  Namespace: 'n',
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 3,
  DatapointsToAlarm: needed,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData,
});

/** `X` breaches, `0` does not, `-` is missing; the latest is last. */
const judged = (periods: string, missing: Missing, needed = 2): string | undefined => {
  const points = [...periods]
    .reverse()
    .map((one) => (one === '-' ? undefined : { startMs: 0, value: one === 'X' ? 2 : 0 }));
  return judgeAlarm(definition(missing, needed), points)?.value;
};

it.each<[string, Record<Missing, string | undefined>]>([
  ['000', { breaching: 'OK', notBreaching: 'OK', ignore: 'OK', missing: 'OK' }],
  ['XX0', { breaching: 'ALARM', notBreaching: 'ALARM', ignore: 'ALARM', missing: 'ALARM' }],
  ['X-X', { breaching: 'ALARM', notBreaching: 'ALARM', ignore: 'ALARM', missing: 'ALARM' }],
  ['-0X', { breaching: 'ALARM', notBreaching: 'OK', ignore: undefined, missing: 'OK' }],
  ['00-', { breaching: 'OK', notBreaching: 'OK', ignore: 'OK', missing: 'OK' }],
  ['---', { breaching: 'ALARM', notBreaching: 'OK', ignore: undefined, missing: 'INSUFFICIENT_DATA' }],
])('two of the periods %s, by how missing data is treated', (periods, states) => {
  for (const [missing, state] of Object.entries(states))
    expect([missing, judged(periods, missing as Missing)]).toEqual([missing, state]);
});

it.each([
  ['GreaterThanThreshold', 'OK'],
  ['GreaterThanOrEqualToThreshold', 'ALARM'],
  ['LessThanThreshold', 'OK'],
  ['LessThanOrEqualToThreshold', 'ALARM'],
] as const)('%s at the threshold is %s', (ComparisonOperator, state) => {
  const verdict = judgeAlarm({ ...definition('missing', 1), ComparisonOperator }, [{ startMs: 0, value: 1 }]);
  expect(verdict?.value).toBe(state);
});
