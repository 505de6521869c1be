import type { S3Client } from '@aws-sdk/client-s3';
import { IdTable } from '@ecommerce-recommenders/csv/id-table';
import { dateValues } from '@ecommerce-recommenders/personalize/filters/date-parameters';
import { INPUT_FILE, jobPrefix } from '@ecommerce-recommenders/shop-data/contracts/batch/batch-places';
import type { InputLine } from '@ecommerce-recommenders/shop-data/contracts/batch/batch-lines';
import type { BatchAnswers, BatchStep } from '@ecommerce-recommenders/shop-data/contracts/functions/batch';
import { DATASET_PREFIX, DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { runName } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import { preparedTable } from '../../runs/prepared-table';
import { s3Sink } from '../../source/prepare-data/s3-sink';

/** Dependencies of the steps that read and write files. */
export interface FilesDeps {
  readonly s3: S3Client;
  readonly bucket: string;
}

/** Writes the input of each job as JSON Lines. Users are streamed, so that only their ids are held in memory. */
export function write(deps: FilesDeps) {
  return async ({ execution, startedAt, plan }: BatchStep): Promise<BatchAnswers['write']> => {
    const run = runName(startedAt, execution);
    for (const { by, lines, dates = [] } of plan.jobs) {
      const filterValues = dateValues(dates, Date.parse(startedAt));
      const sink = s3Sink(deps.s3, deps.bucket, jobPrefix(plan.folder, run, by));
      try {
        const file = await sink.open(INPUT_FILE);
        let asked = 0;
        for await (const some of lines ? [lines] : users(deps, filterValues)) {
          await file.write(Buffer.from(some.map((line) => `${JSON.stringify(line)}\n`).join('')));
          asked += some.length;
        }
        await file.end();
        if (asked === 0)
          return { problem: `there is no user in ${DATASET_PREFIX} of the bucket ${deps.bucket}` };
        await sink.commit();
      } catch (error) {
        await sink.abort();
        throw error;
      }
    }
    return {};
  };
}

/**
 * Yields each user once, in chunks. They are read from the users and the fresh data added to them, or from the
 * interactions if the shop has no users.
 */
async function* users(
  { s3, bucket }: FilesDeps,
  filterValues: Readonly<Record<string, string>> | undefined,
): AsyncGenerator<InputLine[]> {
  const { USERS, INTERACTIONS } = DATASETS;
  const table =
    (await preparedTable(s3, bucket, USERS.file)) ?? (await preparedTable(s3, bucket, INTERACTIONS.file));
  if (!table) return;
  const { columns, chunks } = table;
  const field = columns.indexOf('USER_ID');
  const known = new IdTable();
  for await (const { bytes, fields, rows, width } of chunks) {
    const fresh: InputLine[] = [];
    for (let row = 0; row < rows; row++) {
      const at = 2 * (row * width + field);
      const before = known.size;
      const number = known.add(bytes, fields[at], fields[at + 1]);
      if (known.size > before) fresh.push({ userId: known.idOf(number), filterValues });
    }
    yield fresh;
  }
}
