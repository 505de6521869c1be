import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import type { JobScriptRun } from 'embedded-aws/platform';
import { readText } from './job-files';

/** Hadoop's S3A, in the version that Spark 3.5 uses. Spark fetches it from Maven Central once. */
const S3A = 'org.apache.hadoop:hadoop-aws:3.3.4';

/**
 * Value of the environment variable with which pyspark starts a Spark that reads `s3://` from the embedded AWS. If
 * AWS's environment variables are set, S3A takes the credentials from them.
 */
export function submitArguments({
  endpoint,
  region,
  folder,
  conf = {},
}: {
  readonly endpoint: string;
  readonly region: string;
  /** Folder for data that does not fit into memory. */
  readonly folder: string;
  /** Further settings of Spark. */
  readonly conf?: Readonly<Record<string, string>>;
}): { readonly PYSPARK_SUBMIT_ARGS: string } {
  const all = {
    'spark.master': 'local[*]',
    // The default of 200 suits a cluster.
    'spark.sql.shuffle.partitions': String(4 * availableParallelism()),
    'spark.ui.enabled': 'false',
    'spark.ui.showConsoleProgress': 'false',
    'spark.driver.bindAddress': '127.0.0.1',
    'spark.driver.host': '127.0.0.1',
    'spark.local.dir': folder,
    'spark.log.level': 'ERROR',
    'spark.jars.packages': S3A,
    'spark.hadoop.fs.s3.impl': 'org.apache.hadoop.fs.s3a.S3AFileSystem',
    'spark.hadoop.fs.s3a.endpoint': endpoint,
    'spark.hadoop.fs.s3a.endpoint.region': region,
    'spark.hadoop.fs.s3a.path.style.access': 'true',
    'spark.hadoop.fs.s3a.buffer.dir': folder,
    ...conf,
  };
  const given = Object.entries(all).flatMap(([name, value]) => ['--conf', `${name}=${value}`]);
  return { PYSPARK_SUBMIT_ARGS: [...given, 'pyspark-shell'].join(' ') };
}

/** Matches the end of Python's output after an uncaught exception: its class and message. */
const FAILURE = /^(?:\w+\.)*(?:\w+(?:Error|Exception)): (.*)$/ms;

/** Maximum length of the log that is kept. */
const LOG_CHARACTERS = 100_000;

/**
 * Runs the job's script as Glue does, with this machine's processors instead of workers.
 *
 * @param python - Python of an environment with pyspark and boto3
 * @throws Error with the message of the script, or that Spark does not start
 */
export async function runOnSpark(
  { aws, script, runArguments, folder, hold, environment, outside, log }: JobScriptRun,
  python: string,
): Promise<void> {
  const scratch = await mkdtemp(join(folder, 'spark-'));
  try {
    const program = join(scratch, 'script.py');
    await writeFile(program, await readText(aws, script));
    const submit = submitArguments({
      endpoint: environment.AWS_ENDPOINT_URL,
      region: environment.AWS_REGION,
      folder: scratch,
    });
    const command = [program, ...Object.entries(runArguments).flat()];
    const env = { ...process.env, ...environment, ...submit };
    const { code, stderr } = await hold(outside((signal) => endOf(python, command, env, signal)));
    if (stderr !== '') await log(stderr.slice(-LOG_CHARACTERS));
    if (code === 0) return;
    const traceback = stderr.slice(stderr.lastIndexOf('Traceback (most recent call last)'));
    throw new Error(FAILURE.exec(traceback)?.[1].trim() ?? `Spark ended with ${code}: ${stderr.slice(-500)}`);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Runs a program to its end. On abort, also ends what it has started: pyspark starts Java. */
async function endOf(
  python: string,
  command: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<{ readonly code: number | null; readonly stderr: string }> {
  const child = spawn(python, command, { env, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  const stop = (): void => {
    try {
      process.kill(-child.pid!, 'SIGKILL');
    } catch {
      // It has already ended.
    }
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', (cause) =>
        reject(new Error(`SPARK_PYTHON is ${python}, which cannot be started: ${cause.message}`, { cause })),
      );
      child.once('close', resolve);
    });
    const [code, stderr] = await Promise.all([ended, text(child.stderr)]);
    return { code, stderr };
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
