import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { partsFolder } from '../../../domain/data-source';
import { parseEventTypes } from '../../../domain/data/settings';
import { DATASET_TYPES, type DatasetType } from '../../../domain/datasets';
import type { AwsCall } from '../../platform';
import { jobArguments } from './job-arguments';
import { downloadParts, listKeys, locationOf, readText } from './job-files';
import { overwriteFolder } from './overwrite-folder';
import type { PartFile } from './sql/load-table';
import { prepareWithSql, type SqlResult } from './sql/prepare-with-sql';

/** One run of a job's script. */
export interface PreparationRun {
  /** Calls as the job's role. */
  readonly aws: AwsCall;
  /** `s3://bucket/key` */
  readonly script: string;
  readonly runArguments: Readonly<Record<string, string>>;
  readonly workers: number;
  /** For what is needed for a while; it exists. */
  readonly folder: string;
  /** Aborts when nothing more is to be written. */
  readonly signal: AbortSignal;
}

/**
 * What a run of `glue/prepare-data.py` does: reads the parts, runs the SQL and writes, for each prepared file, a
 * folder with a part for each worker.
 *
 * @throws Error that says what is wrong with the arguments, the data, the SQL or the role
 */
export async function runPreparation(run: PreparationRun): Promise<void> {
  const { aws, script, folder, signal } = run;
  const given = jobArguments(run.runArguments);
  const program = await readText(aws, script);
  if (READS_SQL_WITH_SPARK.test(program)) await listAsSpark(aws, given['--sql']);
  const sql = await readText(aws, given['--sql']);
  const scratch = await mkdtemp(join(folder, 'run-'));
  try {
    const parts: Partial<Record<DatasetType, PartFile[]>> = {};
    for (const type of DATASET_TYPES)
      parts[type] = await downloadParts(aws, `${given['--source']}${partsFolder(type)}`, join(scratch, type));
    const results = prepareWithSql({
      sql,
      // All of them are there by now.
      parts: parts as Record<DatasetType, PartFile[]>,
      eventTypes: parseEventTypes(given['--event_types']),
      trainingShare: Number(given['--training_share']),
    });
    for await (const result of results) {
      const { Bucket, Key: folder } = locationOf(`${given['--output']}${result.name}/`);
      await overwriteFolder(aws, Bucket, folder);
      for (const [index, text] of (await partsOf(result, run.workers)).entries()) {
        if (signal.aborted) return;
        const Key = `${folder}part-${String(index).padStart(5, '0')}.csv`;
        await aws('s3', 'PutObject', { Bucket, Key, Body: Buffer.from(text) });
      }
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Nothing here runs Python, but what a script would need counts all the same. */
const READS_SQL_WITH_SPARK = /spark\.read\b.*args\[["']sql["']\]/;

/** Spark's connector to S3 looks at what is there before it reads, even a single object. */
async function listAsSpark(aws: AwsCall, url: string): Promise<void> {
  const { Bucket, Key: Prefix } = locationOf(url);
  await listKeys(aws, { Bucket, Prefix, Delimiter: '/' });
}

/** As many texts as there are workers, or fewer, each with the header; one where there are no lines. */
async function partsOf({ header, lines }: SqlResult, workers: number): Promise<string[]> {
  const parts = Array.from({ length: workers }, () => [header]);
  let next = 0;
  for await (const some of lines) parts[next++ % workers].push(...some);
  return parts
    .filter((part, index) => index === 0 || part.length > 1)
    .map((part) => [...part, ''].join('\n'));
}
