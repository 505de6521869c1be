import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { mappingSql } from '@ecommerce-recommenders/shop-data/data/mapping/sql/mapping-sql';
import type { AwsCall } from 'embedded-aws/platform';
import { openDuckDb } from '../../src/glue-script/open-duckdb';
import { runPreparation } from '../../src/glue-script/run-preparation';
import { folderOfEach } from '../support/test-folder';

const SCRIPT = readFileSync(resolve(__dirname, '../../../../glue/prepare-data.py'), 'utf8');

const { sql, tables } = mappingSql(null, 0);

const folder = folderOfEach();

/**
 * Runs a script whose role may list the shop's bucket, which is empty, but not that of the SQL.
 *
 * @param python - another program to run instead of Spark
 */
const running = (script: string, python?: string): Promise<void> => {
  if (python !== undefined) process.env.SPARK_PYTHON = python;
  const objects: Readonly<Record<string, string>> = {
    ...{ 'script.py': script, 'mapping.sql': sql, 'tables.json': JSON.stringify(tables) },
  };
  const aws = (async (_service: string, operation: string, { Bucket, Key }: Record<string, string>) => {
    if (operation === 'GetObject') return { Body: Readable.from([Buffer.from(objects[Key])]) };
    if (Bucket === 'shop') return {};
    throw new Error(`${operation} of ${Bucket} is denied`);
  }) as AwsCall;
  const run = {
    aws,
    script: 's3://assets/script.py',
    runArguments: {
      '--source': 's3://shop/day/',
      '--output': 's3://data/dataset/1/',
      '--sql': 's3://assets/mapping.sql',
      '--tables': 's3://assets/tables.json',
      '--event_types': '{"ProductViewed":"View"}',
      '--training_share': '0.9',
      '--holdout_by': 'user',
    },
    workers: 2,
    folder: folder.path,
    hold: <T>(work: Promise<T>) => work,
    environment: { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_REGION: 'us-east-1' },
    outside: <T>(work: (signal: AbortSignal) => Promise<T>) => work(new AbortController().signal),
    log: async (line: string) => void log.push(line),
  };
  return runPreparation(run, (sentence) => said.push(sentence));
};
const log: string[] = [];
const said: string[] = [];

const given = { ...process.env };
beforeEach(() => delete process.env.SPARK_PYTHON);
afterAll(() => void (process.env = given));

it('a run of the preparation fails where the script reads the SQL through Spark and may not list the bucket (GLUE-2)', async () => {
  const script = 'sql = spark.read.text(args["sql"], wholetext=True).first()[0]\n';
  await expect(running(script)).rejects.toThrow('ListObjectsV2 of assets is denied');
});

it.each([undefined, ''])(
  'a run of the preparation runs on DuckDB without Spark, reads its SQL without listing the bucket, and fails for want of files: SPARK_PYTHON %j (GLUE-2)',
  async (python) => {
    const says = 'the source s3://shop/day/ has no file that matches interactions/*.csv';
    await expect(running(SCRIPT, python)).rejects.toThrow(says);
    const engine = 'DuckDB instead of Spark (SPARK_PYTHON is not set)';
    expect([said.at(-1), log.at(-1)]).toEqual([`The Glue job runs on ${engine}.`, `INFO Runs on ${engine}.`]);
  },
);

it('a run of the preparation runs the script with what SPARK_PYTHON names, and fails with its last exception (GLUE-2)', async () => {
  const script = [
    'echo "Traceback (most recent call last)" >&2',
    'echo "RuntimeError: $PYSPARK_SUBMIT_ARGS" | grep -o "^RuntimeError\\|hadoop.fs.s3a.endpoint=[^ ]*" | paste -sd: | sed "s/:/: /" >&2',
    'echo "  of $AWS_REGION, with $*" >&2',
    'exit 1',
  ];
  const failure = running(script.join('\n'), '/bin/sh');
  await expect(failure).rejects.toThrow(
    /^hadoop\.fs\.s3a\.endpoint=http:\/\/127\.0\.0\.1:9\n {2}of us-east-1, with --source s3:\/\/shop\/day\/ /,
  );
  expect(said.at(-1)).toBe('The Glue job runs on Spark of /bin/sh (SPARK_PYTHON).');
});

it('a run of the preparation fails with the name of a program that SPARK_PYTHON names and that is not there', async () => {
  await expect(running(SCRIPT, join(folder.path, 'none'))).rejects.toThrow(
    /^SPARK_PYTHON is .*none, which cannot be started: .*ENOENT/,
  );
});

it('a Glue job fails with the command that installs DuckDB where that is missing', async () => {
  await expect(openDuckDb(tmpdir())).rejects.toThrow('Install it: npm ci --prefix dev');
});
