import { S3 } from '@aws-sdk/client-s3';
import { Glue, type JobRun } from '@aws-sdk/client-glue';
import { IAM } from '@aws-sdk/client-iam';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { LOCAL_REGION } from 'embedded-aws/environment';
import { startLocalAws, type LocalAws } from 'embedded-aws/local-aws';
import type { SqlPreparation } from '@ecommerce-recommenders/tools/glue-script/prepare-with-sql';
import { runPreparation } from '@ecommerce-recommenders/tools/glue-script/run-preparation';
import { submitArguments } from '@ecommerce-recommenders/tools/glue-script/run-on-spark';
import { sparkPython } from '../support/prerequisites';
import type { Shop } from './both-ways';

/** Spark in a process of its own, which reads and writes the S3 of an embedded AWS. */
export interface Spark {
  readonly aws: LocalAws;
  /**
   * Runs the script of the Glue job.
   *
   * @param shop - files that it reads, by path
   * @returns header and lines of each prepared file; fails if the parts of a file differ in their headers
   * @throws Error with the message of the script
   */
  prepare(job: Omit<SqlPreparation, 'files'>, shop: Shop): Promise<Record<string, readonly string[]>>;
  /** The same as a job of the embedded AWS, which starts a Spark of its own, with a role that may do these things with the bucket. */
  runJob(
    job: Omit<SqlPreparation, 'files'>,
    shop: Shop,
    actions: readonly string[],
  ): Promise<{ readonly run: JobRun; readonly files: Record<string, readonly string[]> }>;
  close(): Promise<void>;
}

const BUCKET = 'shop-on-spark';
const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };
const SCRIPT = resolve(__dirname, '../../glue/prepare-data.py');

/** One session for all runs, as a start takes ten seconds. */
export async function startSpark(): Promise<Spark> {
  const aws = await startLocalAws({ jobScript: runPreparation });
  const folder = mkdtempSync(join(tmpdir(), 'spark-'));
  const s3 = new S3({
    endpoint: aws.endpoint,
    region: LOCAL_REGION,
    credentials: CREDENTIALS,
    forcePathStyle: true,
  });
  await s3.createBucket({ Bucket: BUCKET });
  const program = startProgram(aws.endpoint, folder);
  let log = '';
  program.stderr!.setEncoding('utf8').on('data', (text: string) => (log = (log + text).slice(-4000)));
  const answers = createInterface({ input: program.stdout! })[Symbol.asyncIterator]();
  const run = async (runArguments: Readonly<Record<string, string>>): Promise<void> => {
    program.stdin!.write(`${JSON.stringify(Object.entries(runArguments).flat())}\n`);
    for (;;) {
      const next: IteratorResult<string, undefined> = await answers.next();
      if (next.done) throw new Error(`Spark has ended: ${log}`);
      const [, answer] = /^RESULT (.*)$/.exec(next.value) ?? [];
      if (answer === undefined) continue;
      const error = JSON.parse(answer) as string | null;
      if (error !== null) throw new Error(error);
      return;
    }
  };
  return {
    aws,
    async prepare(job, shop) {
      const { prefix, runArguments } = await upload(s3, job, shop);
      await run(runArguments);
      return linesOf(s3, `${prefix}dataset/`);
    },
    async runJob(job, shop, actions) {
      const { prefix, runArguments } = await upload(s3, job, shop);
      const name = prefix.slice(0, -1);
      await s3.putObject({ Bucket: BUCKET, Key: `${prefix}script.py`, Body: readFileSync(SCRIPT) });
      await createRole(aws.endpoint, name, actions);
      const glue = new Glue({ endpoint: aws.endpoint, region: LOCAL_REGION, credentials: CREDENTIALS });
      const ScriptLocation = `s3://${BUCKET}/${prefix}script.py`;
      await glue.createJob({ Name: name, Role: name, Command: { Name: 'glueetl', ScriptLocation } });
      const { JobRunId } = await glue.startJobRun({ JobName: name, Arguments: runArguments });
      let ofJob: JobRun;
      do {
        await setTimeout(500);
        ofJob = (await glue.getJobRun({ JobName: name, RunId: JobRunId })).JobRun!;
      } while (ofJob.JobRunState === 'STARTING' || ofJob.JobRunState === 'RUNNING');
      glue.destroy();
      return { run: ofJob, files: await linesOf(s3, `${prefix}dataset/`) };
    },
    async close() {
      program.stdin!.end();
      if (program.exitCode === null) await new Promise((done) => program.once('exit', done));
      s3.destroy();
      await aws.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Puts what a run reads below a prefix of its own. */
async function upload(
  s3: S3,
  { sql, tables, eventTypes, trainingShare, holdoutBy }: Omit<SqlPreparation, 'files'>,
  shop: Shop,
): Promise<{ readonly prefix: string; readonly runArguments: Record<string, string> }> {
  const prefix = `${randomUUID()}/`;
  const place = `s3://${BUCKET}/${prefix}`;
  const objects = {
    ...Object.fromEntries(Object.entries(shop).map(([path, body]) => [`day/${path}`, body])),
    'mapping.sql': sql,
    'tables.json': JSON.stringify(tables),
  };
  for (const [path, Body] of Object.entries(objects))
    await s3.putObject({ Bucket: BUCKET, Key: `${prefix}${path}`, Body });
  const runArguments = {
    '--source': `${place}day/`,
    '--output': `${place}dataset/`,
    '--sql': `${place}mapping.sql`,
    '--tables': `${place}tables.json`,
    '--event_types': JSON.stringify(eventTypes),
    '--training_share': String(trainingShare),
    '--holdout_by': holdoutBy,
  };
  return { prefix, runArguments };
}

/** A role for Glue that may do these things with the bucket and all in it. */
async function createRole(endpoint: string, RoleName: string, actions: readonly string[]): Promise<void> {
  const iam = new IAM({ endpoint, region: LOCAL_REGION, credentials: CREDENTIALS });
  const Principal = { Service: 'glue.amazonaws.com' };
  const policy = (statement: object): string =>
    JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
  const AssumeRolePolicyDocument = policy({ Principal, Action: 'sts:AssumeRole' });
  await iam.createRole({ RoleName, AssumeRolePolicyDocument });
  const Resource = [`arn:aws:s3:::${BUCKET}`, `arn:aws:s3:::${BUCKET}/*`];
  const PolicyDocument = policy({ Action: actions, Resource });
  await iam.putRolePolicy({ RoleName, PolicyName: 'bucket', PolicyDocument });
  iam.destroy();
}

function startProgram(endpoint: string, folder: string): ChildProcess {
  const conf = {
    'spark.master': process.env.SPARK_MASTER ?? 'local[2]',
    'spark.sql.shuffle.partitions': '2',
    // The tables are small: compiling would take longer than running.
    'spark.sql.codegen.wholeStage': 'false',
    'spark.sql.codegen.factoryMode': 'NO_CODEGEN',
    'spark.driver.extraJavaOptions': '-XX:TieredStopAtLevel=1',
  };
  return spawn(sparkPython(), [join(__dirname, 'spark-runs.py'), SCRIPT], {
    env: {
      ...process.env,
      ...submitArguments({ endpoint, region: LOCAL_REGION, folder, conf }),
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: LOCAL_REGION,
      AWS_DEFAULT_REGION: LOCAL_REGION,
      AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    },
    stdio: 'pipe',
  });
}

/** Header and lines of each prepared file, from all its parts. */
async function linesOf(s3: S3, Prefix: string): Promise<Record<string, readonly string[]>> {
  const files: Record<string, string[]> = {};
  let ContinuationToken: string | undefined;
  do {
    const page = await s3.listObjectsV2({ Bucket: BUCKET, Prefix, ContinuationToken });
    for (const { Key = '' } of page.Contents ?? []) {
      const [, name] = /([^/]+\.csv)\/part-[^/]+\.csv$/.exec(Key) ?? [];
      if (name === undefined) continue;
      const { Body } = await s3.getObject({ Bucket: BUCKET, Key });
      const [header, ...lines] = (await Body!.transformToString()).split('\n').slice(0, -1);
      const file = (files[name] ??= [header]);
      expect(header).toBe(file[0]);
      for (const line of lines) file.push(line);
    }
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
  return files;
}
