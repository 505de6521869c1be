import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  countsKey,
  type PreparationJobArguments,
  type PreparationTables,
} from '@ecommerce-recommenders/shop-data/contracts/functions/preparation-job';
import { parseEventTypes } from '@ecommerce-recommenders/shop-data/data/preparation/settings';
import { DATASETS, WARM_FILE } from '@ecommerce-recommenders/shop-data/data/datasets';
import type { AwsCall, JobScriptRun } from 'embedded-aws/platform';
import { downloadFiles, listKeys, locationOf, readText } from './job-files';
import type { TableFile } from './load-table';
import { prepareWithSql, type SqlResult } from './prepare-with-sql';
import { runOnSpark } from './run-on-spark';

/**
 * Runs `glue/prepare-data.py` with the Spark of the Python that the variable SPARK_PYTHON names, or does the same
 * with DuckDB. The run's log and `say` report which of the two.
 *
 * @throws Error that says what is wrong with the arguments, the data, the SQL, the role, or Spark
 */
export async function runPreparation(
  run: JobScriptRun,
  say: (sentence: string) => void = () => {},
): Promise<void> {
  const python = process.env.SPARK_PYTHON;
  const engine = python
    ? `Spark of ${python} (SPARK_PYTHON)`
    : 'DuckDB instead of Spark (SPARK_PYTHON is not set)';
  say(`The Glue job runs on ${engine}.`);
  await run.log(`INFO Runs on ${engine}.`);
  await (python ? runOnSpark(run, python) : runOnDuckDb(run));
}

/** Reads the files, runs the SQL and writes a folder for each prepared file, with one part per worker. */
async function runOnDuckDb(run: JobScriptRun): Promise<void> {
  const { aws, script, folder, hold } = run;
  const given = jobArguments(run.runArguments);
  const program = await readText(aws, script);
  if (READS_SQL_WITH_SPARK.test(program)) await listAsSpark(aws, given['--sql']);
  const sql = await readText(aws, given['--sql']);
  const scratch = await mkdtemp(join(folder, 'run-'));
  try {
    const tables = JSON.parse(await readText(aws, given['--tables'])) as PreparationTables;
    const results = prepareWithSql({
      sql,
      tables,
      files: await filesByTable(aws, given['--source'], scratch, tables),
      eventTypes: parseEventTypes(given['--event_types']),
      trainingShare: Number(given['--training_share']),
      holdoutBy: given['--holdout_by'],
    });
    const rows = new Map<string, number>();
    for await (const result of each(results, hold)) {
      const { Bucket, Key: folder } = locationOf(`${given['--output']}${result.name}/`);
      await overwriteFolder(aws, Bucket, folder);
      const parts = await hold(partsOf(result, run.workers));
      rows.set(
        result.name,
        parts.reduce((sum, { lines }) => sum + lines, 0),
      );
      for (const [index, { text }] of parts.entries()) {
        const Key = `${folder}part-${String(index).padStart(5, '0')}.csv`;
        await aws('s3', 'PutObject', { Bucket, Key, Body: Buffer.from(text) });
      }
    }
    const counts = { keptRows: rows.get(WARM_FILE) ?? 0, rows: rows.get(DATASETS.INTERACTIONS.file) ?? 0 };
    const place = locationOf(`${given['--output']}${countsKey(counts)}`);
    await aws('s3', 'PutObject', { ...place, Body: Buffer.alloc(0) });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Passes the results on, and stops the clock while each one is computed. */
async function* each<Result>(
  results: AsyncGenerator<Result>,
  hold: JobScriptRun['hold'],
): AsyncGenerator<Result> {
  try {
    for (;;) {
      const next = await hold(results.next());
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await results.return(undefined);
  }
}

/** Copies the files of each table. Returns them by the table's name in the SQL. */
async function filesByTable(
  aws: AwsCall,
  source: string,
  scratch: string,
  { tables }: PreparationTables,
): Promise<Record<string, TableFile[]>> {
  const files: Record<string, TableFile[]> = {};
  for (const [name, table] of Object.entries(tables))
    files[name] = await downloadFiles(aws, source, table, join(scratch, name));
  return files;
}

/**
 * Matches a script that reads the SQL with Spark. The script is not run, but its role needs the permissions that the
 * script would use.
 */
const READS_SQL_WITH_SPARK = /spark\.read\b.*args\[["']sql["']\]/;

/** Spark's S3 connector checks what exists before it reads, even for a single object. */
async function listAsSpark(aws: AwsCall, url: string): Promise<void> {
  const { Bucket, Key: Prefix } = locationOf(url);
  await listKeys(aws, { Bucket, Prefix, Delimiter: '/' });
}

/** At most one text per worker, each with the header. If there are no lines, a single text with the header. */
async function partsOf(
  { header, lines }: SqlResult,
  workers: number,
): Promise<{ readonly text: string; readonly lines: number }[]> {
  const parts = Array.from({ length: workers }, () => [header]);
  let next = 0;
  for await (const some of lines) parts[next++ % workers].push(...some);
  return parts
    .filter((part, index) => index === 0 || part.length > 1)
    .map((part) => ({ text: [...part, ''].join('\n'), lines: part.length - 1 }));
}

const NAMES = [
  '--source',
  '--output',
  '--sql',
  '--tables',
  '--event_types',
  '--training_share',
  '--holdout_by',
] as const satisfies readonly (keyof PreparationJobArguments)[];

/**
 * The arguments that the project's own script needs.
 *
 * @throws Error that names missing ones, because no other script can be run
 */
function jobArguments(given: Readonly<Record<string, string>>): PreparationJobArguments {
  const missing = NAMES.filter((name) => given[name] === undefined);
  if (missing.length > 0)
    throw new Error(
      `The embedded AWS runs no Python but does what glue/prepare-data.py does, which needs ${missing.join(', ')}.`,
    );
  return given as unknown as PreparationJobArguments;
}

/** Suffix of the empty object that marks a folder. */
const MARKER = '_$folder$';

/**
 * Does what Spark does to a folder before it writes in the mode `overwrite`: empties it, and creates a marker for
 * each folder that does not exist, including its parents and its `_temporary` folder. The markers remain.
 *
 * @param folder key that ends in `/`
 * @see https://repost.aws/knowledge-center/emr-s3-empty-files
 */
async function overwriteFolder(aws: AwsCall, Bucket: string, folder: string): Promise<void> {
  for (const Key of await listKeys(aws, { Bucket, Prefix: folder }))
    await aws('s3', 'DeleteObject', { Bucket, Key });
  const names = `${folder}_temporary`.split('/');
  for (let depth = 1; depth <= names.length; depth += 1) {
    const path = names.slice(0, depth).join('/');
    const known = await listKeys(aws, { Bucket, Prefix: path });
    if (known.some((key) => key === path + MARKER || key.startsWith(`${path}/`))) continue;
    await aws('s3', 'PutObject', { Bucket, Key: path + MARKER, Body: Buffer.alloc(0) });
  }
}
