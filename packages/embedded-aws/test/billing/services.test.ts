import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { Glue } from '@aws-sdk/client-glue';
import { KMS } from '@aws-sdk/client-kms';
import { Lambda } from '@aws-sdk/client-lambda';
import { S3 } from '@aws-sdk/client-s3';
import { SFN } from '@aws-sdk/client-sfn';
import type { BillLine } from '../../src/billing/bill';
import { ADMIN_ROLE, createAdminRole } from '../admin-role';
import { call, deploy } from '../lambda/deployed-function';
import { outcome } from '../states/state-machine';
import { awsForEach } from '../support/test-aws';

const HOUR_MS = 3_600_000;
const MONTH_MS = 730 * HOUR_MS;

const aws = awsForEach({ functions: 'inline', jobScript: async () => {} });
beforeEach(() => createAdminRole(aws.endpoint));

const bill = async (): Promise<BillLine[]> =>
  (await (await fetch(`${aws.endpoint}/_local/bill`)).json()) as BillLine[];
const quantities = async (service: string): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await bill()).filter((line) => line.service === service).map(({ what, quantity }) => [what, quantity]),
  );

it('S3 bills writes, listings and reads, no deletions, and what is stored by its time', async () => {
  const s3 = aws.client(S3);
  const Bucket = 'shop';
  await s3.createBucket({ Bucket });
  await s3.putObject({ Bucket, Key: 'a', Body: Buffer.alloc(1_000_000) });
  await s3.putObject({ Bucket, Key: 'b', Body: 'b' });
  await s3.listObjectsV2({ Bucket });
  await s3.headObject({ Bucket, Key: 'a' });
  await (await s3.getObject({ Bucket, Key: 'b' })).Body!.transformToString();
  await s3.deleteObject({ Bucket, Key: 'b' });
  await aws.clock.advance(MONTH_MS / 2);
  await s3.deleteObject({ Bucket, Key: 'a' });
  await aws.clock.advance(MONTH_MS);
  const { storage, ...requests } = await quantities('Amazon S3');
  expect(requests).toEqual({ 'requests that write or list': 4, 'requests that read': 2 });
  expect(storage).toBeCloseTo(0.0005, 6);
});

it('Lambda bills invocations and their time by the memory of the function', async () => {
  const lambda = aws.client(Lambda);
  const code = 'exports.handler = () => new Promise((done) => setTimeout(done, 20));';
  await deploy(lambda, code, { MemorySize: 1_024 });
  await call(lambda);
  const { requests, 'duration, x86': seconds } = await quantities('AWS Lambda');
  expect(requests).toBe(1);
  expect(seconds).toBeGreaterThanOrEqual(0.019);
  // In whole milliseconds.
  expect(seconds * 1_000).toBeCloseTo(Math.round(seconds * 1_000), 9);
});

it('Step Functions bills every state entered, retries included', async () => {
  const states = aws.client(SFN);
  const passing = { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'C' } };
  await outcome(states, { ...passing, C: { Type: 'Succeed' } });
  expect(await quantities('AWS Step Functions')).toEqual({ 'state transitions': 3 });
});

it('CloudWatch bills logs, custom metrics by the hours with values, alarms and dashboards', async () => {
  const logs = aws.client(CloudWatchLogs);
  const names = { logGroupName: 'g', logStreamName: 's' };
  await logs.createLogGroup(names);
  await logs.createLogStream(names);
  const message = 'm'.repeat(974);
  await logs.putLogEvents({ ...names, logEvents: [{ timestamp: aws.clock.now(), message }] });
  const cloudWatch = aws.client(CloudWatch);
  for (let hour = 0; hour < 2; hour++) {
    await cloudWatch.putMetricData({ Namespace: 'Shop', MetricData: [{ MetricName: 'M', Value: 1 }] });
    await aws.clock.advance(HOUR_MS);
  }
  const Metric = { Namespace: 'Shop', MetricName: 'M' };
  await cloudWatch.putMetricAlarm({
    ...{ ...Metric, AlarmName: 'a', Statistic: 'Sum', Period: 86_400, EvaluationPeriods: 1, Threshold: 1 },
    ComparisonOperator: 'GreaterThanThreshold',
  });
  const MetricStat = { Metric, Period: 3_600, Stat: 'Sum' };
  const MetricDataQueries = ['one', 'two'].map((Id) => ({ Id, MetricStat }));
  const EndTime = new Date(aws.clock.now());
  const StartTime = new Date(EndTime.getTime() - HOUR_MS);
  await cloudWatch.getMetricData({ MetricDataQueries, StartTime, EndTime });
  await cloudWatch.putDashboard({ DashboardName: 'd', DashboardBody: '{"widgets":[]}' });
  await aws.clock.advance(MONTH_MS - 2 * HOUR_MS);
  const billed = await quantities('Amazon CloudWatch');
  expect(billed['log ingestion']).toBeCloseTo(1e-6, 12);
  expect(billed['log storage']).toBeCloseTo(1e-6, 9);
  expect(billed['custom metrics']).toBeCloseTo(2 / 730, 9);
  expect(billed['API requests']).toBe(5);
  expect(billed.alarms).toBeCloseTo(728 / 730, 4);
  expect(billed.dashboards).toBeCloseTo(728 / 730, 4);
});

it('Glue bills the workers of a run for at least a minute', async () => {
  const glue = aws.client(Glue);
  const Command = { Name: 'glueetl', ScriptLocation: 's3://assets/script.py' };
  const workers = { WorkerType: 'G.2X', NumberOfWorkers: 3 } as const;
  await glue.createJob({ Name: 'j', Role: ADMIN_ROLE, Command, ...workers });
  const { JobRunId } = await glue.startJobRun({ JobName: 'j' });
  for (let state: string | undefined = 'RUNNING'; /STARTING|RUNNING/.test(state ?? '');)
    state = (await glue.getJobRun({ JobName: 'j', RunId: JobRunId })).JobRun?.JobRunState;
  expect((await quantities('AWS Glue'))['Spark jobs']).toBeCloseTo(3 * 2 * (1 / 60), 9);
});

it('KMS bills the making and the verifying of codes, wrong ones too (BILL-11)', async () => {
  const kms = aws.client(KMS);
  const { KeyMetadata } = await kms.createKey({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
  const Message = Buffer.from('token');
  const code = { KeyId: KeyMetadata!.KeyId, Message, MacAlgorithm: 'HMAC_SHA_256' } as const;
  const { Mac } = await kms.generateMac(code);
  await kms.verifyMac({ ...code, Mac });
  await expect(kms.verifyMac({ ...code, Mac: Buffer.alloc(32) })).rejects.toThrow();
  expect((await quantities('AWS KMS'))['requests of HMAC keys']).toBe(3);
});

it('KMS bills a key until its deletion is scheduled, and again when that is cancelled (BILL-11)', async () => {
  const kms = aws.client(KMS);
  const { KeyMetadata } = await kms.createKey({});
  await aws.clock.advance(MONTH_MS / 10);
  const { KeyId } = KeyMetadata!;
  await kms.scheduleKeyDeletion({ KeyId, PendingWindowInDays: 30 });
  await aws.clock.advance(MONTH_MS / 2);
  await kms.cancelKeyDeletion({ KeyId });
  await aws.clock.advance(MONTH_MS / 10);
  await kms.scheduleKeyDeletion({ KeyId });
  await aws.clock.advance(MONTH_MS);
  expect((await quantities('AWS KMS'))['customer managed keys']).toBeCloseTo(0.2, 4);
});
