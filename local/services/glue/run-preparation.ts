import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { partsFolder } from '../../../domain/data-source';
import { parseEventTypes } from '../../../domain/data/settings';
import { DATASET_TYPES, type DatasetType } from '../../../domain/datasets';
import type { AwsCall } from '../../platform';
import { jobArguments } from './job-arguments';
import { downloadParts, locationOf, readText } from './job-files';
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
  // Nothing here runs Python; that the role may read it counts all the same.
  await readText(aws, script);
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
      for (const [index, text] of (await partsOf(result, run.workers)).entries()) {
        if (signal.aborted) return;
        const part = `part-${String(index).padStart(5, '0')}.csv`;
        const Body = Buffer.from(text);
        await aws('s3', 'PutObject', { ...locationOf(`${given['--output']}${result.name}/${part}`), Body });
      }
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
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
