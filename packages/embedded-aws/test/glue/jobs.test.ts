import { setTimeout } from 'node:timers/promises';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { Glue, type JobRun } from '@aws-sdk/client-glue';
import { S3 } from '@aws-sdk/client-s3';
import { STS } from '@aws-sdk/client-sts';
import { startLocalAws, type LocalAws, type LocalAwsOptions } from '../../src/local-aws';
import { createRole, trustIn } from '../authorization/session-of';
import { refused } from '../support/refused';

const Name = 'prepare';
const Command = { Name: 'glueetl', ScriptLocation: 's3://assets/script.py' };
const never = new Promise<void>(() => {});

describe('a Glue job', () => {
  let aws: LocalAws;
  let glue: Glue;
  const start = async (options: LocalAwsOptions = {}): Promise<void> => {
    aws = await startLocalAws({ functions: 'inline', jobScript: async () => {}, ...options });
    glue = new Glue({ endpoint: aws.endpoint, maxAttempts: 1 });
    const allowed = { Effect: 'Allow', Action: '*', Resource: '*' };
    await createRole(aws.endpoint, { name: 'job', trust: trustIn('glue.amazonaws.com'), allowed });
  };
  afterEach(() => aws.close());

  const create = (more: object = {}): Promise<unknown> =>
    glue.createJob({ Name, Role: 'job', Command, ...more });
  const run = async (): Promise<string> => (await glue.startJobRun({ JobName: Name })).JobRunId!;
  const described = async (RunId: string): Promise<JobRun> =>
    (await glue.getJobRun({ JobName: Name, RunId })).JobRun!;
  const stop = (id: string) => glue.batchStopJobRun({ JobName: Name, JobRunIds: [id] });
  const ended = async (RunId: string): Promise<JobRun> => {
    for (;;) {
      const found = await described(RunId);
      if (!/STARTING|RUNNING|STOPPING/.test(found.JobRunState!)) return found;
    }
  };

  it('is created, changed, tagged and deleted, and nothing else of Glue is there (GLUE-1)', async () => {
    await start();
    await create({ Tags: { a: '1' } });
    expect((await glue.getJob({ JobName: Name })).Job).toMatchObject({ Name, Role: 'job' });
    const other = { ...Command, ScriptLocation: 's3://assets/other.py' };
    await glue.updateJob({ JobName: Name, JobUpdate: { Role: 'job', Command: other } });
    expect((await glue.getJob({ JobName: Name })).Job).toMatchObject({ Name, Command: other });
    const ResourceArn = `arn:aws:glue:us-east-1:123456789012:job/${Name}`;
    expect((await glue.getTags({ ResourceArn })).Tags).toEqual({ a: '1' });
    await glue.deleteJob({ JobName: Name });
    await refused(glue.getJob({ JobName: Name }), 'EntityNotFoundException');
    await refused(glue.getDatabases({}), 'UnknownOperationException');
  });

  it('fails to run as a role that does not trust Glue', async () => {
    await start();
    await create({ Role: 'none' });
    const { JobRunState, ErrorMessage } = await ended(await run());
    expect(JobRunState).toBe('FAILED');
    expect(ErrorMessage).toContain('should be given assume role permissions for Glue Service');
  });

  it('is STARTING for a minute, then RUNNING, until its work is done or its timeout over (GLUE-6)', async () => {
    await start({ latency: 'realistic', jobScript: () => never });
    await create({ Timeout: 5 });
    const id = await run();
    expect(await described(id)).toMatchObject({ JobRunState: 'STARTING' });
    await aws.clock.advance(61_000);
    expect(await described(id)).toMatchObject({ JobRunState: 'RUNNING' });
    await aws.clock.advance(300_000);
    expect(await described(id)).toMatchObject({ JobRunState: 'TIMEOUT' });
  });

  it('does not run into its timeout while its script computes', async () => {
    await start({ jobScript: ({ hold }) => hold(setTimeout(50)) });
    await create({ Timeout: 5 });
    const id = await run();
    await aws.clock.advance(600_000);
    expect(await ended(id)).toMatchObject({ JobRunState: 'SUCCEEDED' });
  });

  it('writes nothing once it is stopped, whatever its script does then (GLUE-6)', async () => {
    const Bucket = 'written';
    const FILES = 500;
    let scriptEnds = (): void => {};
    const scriptEnded = new Promise<void>((resolve) => (scriptEnds = resolve));
    await start({
      jobScript: async ({ aws: call }) => {
        for (let n = 0; n < FILES; n += 1)
          await call('s3', 'PutObject', { Bucket, Key: String(n), Body: Buffer.alloc(0) }).catch(() => {});
        scriptEnds();
      },
    });
    const s3 = new S3({ endpoint: aws.endpoint, forcePathStyle: true });
    await s3.createBucket({ Bucket });
    const written = async (): Promise<number> => (await s3.listObjectsV2({ Bucket })).KeyCount!;
    await create();
    const id = await run();
    while ((await written()) === 0);
    await stop(id);
    expect(await ended(id)).toMatchObject({ JobRunState: 'STOPPED' });
    const atItsEnd = await written();
    await scriptEnded;
    expect(await written()).toBe(atItsEnd);
    expect(atItsEnd).toBeLessThan(FILES);
  });

  it('runs another process as its role, and is STOPPING until that has ended (GLUE-6)', async () => {
    let end = (): void => {};
    const processEnded = new Promise<void>((resolve) => (end = resolve));
    let environment: Readonly<Record<string, string>> = {};
    let isAborted = false;
    await start({
      jobScript: async ({ outside, environment: given }) => {
        environment = given;
        await outside((signal) => {
          signal.addEventListener('abort', () => (isAborted = true));
          return processEnded;
        });
      },
    });
    await create();
    const id = await run();
    while ((await described(id)).JobRunState !== 'RUNNING');
    const credentials = {
      accessKeyId: environment.AWS_ACCESS_KEY_ID,
      secretAccessKey: environment.AWS_SECRET_ACCESS_KEY,
      sessionToken: environment.AWS_SESSION_TOKEN,
    };
    const asRole = new STS({ endpoint: environment.AWS_ENDPOINT_URL, credentials });
    expect((await asRole.getCallerIdentity({})).Arn).toContain(':assumed-role/job/');
    await stop(id);
    expect([isAborted, await described(id)]).toMatchObject([true, { JobRunState: 'STOPPING' }]);
    end();
    expect(await ended(id)).toMatchObject({ JobRunState: 'STOPPED' });
  });

  it('runs once at a time unless it may run more, and keeps its runs', async () => {
    await start({ jobScript: () => never });
    await create();
    const id = await run();
    await refused(run(), 'ConcurrentRunsExceededException');
    await stop(id);
    expect(await ended(id)).toMatchObject({ JobRunState: 'STOPPED' });
    await run();
    expect((await glue.getJobRuns({ JobName: Name })).JobRuns).toHaveLength(2);
  });

  it('writes a line to each of its log groups, which it makes', async () => {
    await start();
    await create({ DefaultArguments: { '--custom-logGroup-prefix': '/shop' } });
    expect(await ended(await run())).toMatchObject({ JobRunState: 'SUCCEEDED' });
    const logs = new CloudWatchLogs({ endpoint: aws.endpoint });
    for (const logGroupName of ['/shop/error', '/shop/output'])
      while ((await logs.filterLogEvents({ logGroupName }).catch(() => undefined))?.events?.length !== 1);
  });
});
