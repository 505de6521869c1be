import { GetObjectCommand } from '@aws-sdk/client-s3';
import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import {
  CSV_HEADERS,
  csvRows,
  readAnswer,
} from '@ecommerce-recommenders/shop-data/contracts/batch/batch-lines';
import { NO_ANSWERS } from '@ecommerce-recommenders/shop-data/contracts/batch/batch-manifest';
import {
  csvFile,
  isOutput,
  jobPrefix,
  outputPrefix,
} from '@ecommerce-recommenders/shop-data/contracts/batch/batch-places';
import {
  PATIENCE_HOURS,
  INVOCATION_MINUTES,
} from '@ecommerce-recommenders/shop-data/contracts/functions/run-patience';
import type {
  BatchStep,
  Converted,
  PlannedJob,
} from '@ecommerce-recommenders/shop-data/contracts/functions/batch';
import { runName } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import { listFiles, type ListedFile } from '../../source/list-files';
import { s3Sink } from '../../source/prepare-data/s3-sink';
import { linesOf } from '@ecommerce-recommenders/shop-data/contracts/batch/lines-of';
import type { FilesDeps } from './write';

/** Dependencies of {@link convert}. */
export interface ConvertDeps extends FilesDeps {
  /** Time limit in hours for trainings, and again for jobs. */
  readonly patienceHours: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /**
   * Number of rows after which a part is written. A part may exceed it by the last line of JSON.
   *
   * @default 1000000
   */
  readonly partRows?: number;
}

const FLUSH_ROWS = 8_192;

/**
 * Converts the service's JSON Lines to CSV, one part at a time. It returns after ten minutes with the position at
 * which to resume. Idempotent: a retry overwrites the same objects.
 */
export function convert(deps: ConvertDeps) {
  const { patienceHours, now } = deps;
  return async ({ execution, startedAt, plan, state }: BatchStep): Promise<Converted> => {
    const run = runName(startedAt, execution);
    const deadlineMs = now() + INVOCATION_MINUTES * 60_000;
    const hours = 2 * patienceHours + PATIENCE_HOURS.converting;
    if (now() - (state.claim?.claimedMs ?? now()) > hours * 3_600_000)
      throw new Error(`the results were not converted within ${countInWords(hours, 'hour')} of the run`);
    const done = [...(state.convert?.done ?? [])];
    let next = state.convert?.next;
    for (let at = next ? done.length - 1 : done.length; at < plan.jobs.length; at++) {
      const job = plan.jobs[at];
      const prefix = outputPrefix(plan.folder, run, job.by);
      const files = await outputFiles(deps, prefix);
      done[at] ??= { by: job.by, json: files.map(({ path }) => `${prefix}${path}`), csv: [], ...NO_ANSWERS };
      for (let file = next?.file ?? 0, offset = next?.offset ?? 0; file < files.length; file++, offset = 0) {
        while (offset < files[file].bytes) {
          if (now() >= deadlineMs) return { done, next: { file, offset } };
          const from = { key: `${prefix}${files[file].path}`, offset };
          const converted = await convertPart(deps, job, done[at], from, jobPrefix(plan.folder, run, job.by));
          done[at] = converted.done;
          offset = converted.end;
        }
      }
      next = undefined;
    }
    return { done };
  };
}

type DoneJob = Converted['done'][number];

/** The objects with a job's results. */
async function outputFiles({ s3, bucket }: FilesDeps, prefix: string): Promise<ListedFile[]> {
  const files = await listFiles(s3, bucket, prefix);
  return files.filter(({ path, bytes }) => isOutput(path) && bytes > 0);
}

/**
 * Writes the next part of a job's CSV.
 *
 * @param before - the job's results so far
 * @param from - the JSON Lines to read, and the offset to start at
 * @param prefix - folder of the job
 * @returns results including the part, and the offset at which it ends
 */
async function convertPart(
  { s3, bucket, partRows = 1_000_000 }: ConvertDeps,
  { by, queries = {} }: PlannedJob,
  before: DoneJob,
  from: { readonly key: string; readonly offset: number },
  prefix: string,
): Promise<{ readonly done: DoneJob; readonly end: number }> {
  const names = new Map(Object.entries(queries).map(([name, query]) => [query, name]));
  const name = csvFile(before.csv.length);
  const sink = s3Sink(s3, bucket, prefix);
  let { lines, empty, failed, rows } = before;
  let end = from.offset;
  try {
    const file = await sink.open(name);
    let text: string[] = [CSV_HEADERS[by]];
    const flush = async (): Promise<void> => {
      await file.write(Buffer.from(text.join('')));
      text = [];
    };
    const Range = `bytes=${from.offset}-`;
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: from.key, Range }));
    reading: for await (const some of linesOf(Body as unknown as AsyncIterable<Buffer>))
      for (const { line, bytes } of some) {
        if (rows - before.rows >= partRows) break reading;
        end += bytes;
        if (line.trim() === '') continue;
        const answer = readAnswer(line, by);
        lines++;
        if (answer.hasFailed) failed++;
        else if (answer.results.length === 0) empty++;
        for (const row of csvRows(answer, by, names.get(answer.asked) ?? answer.asked)) {
          rows++;
          if (text.push(row) >= FLUSH_ROWS) await flush();
        }
      }
    await flush();
    await file.end();
    await sink.commit();
  } catch (error) {
    await sink.abort();
    throw error;
  }
  return { done: { ...before, lines, empty, failed, rows, csv: [...before.csv, `${prefix}${name}`] }, end };
}
