import { MAX_GIGABYTES } from '@ecommerce-recommenders/personalize/import-rules';
import { AwsError } from '../../../aws-error';
import { isPropagating } from '../../../faults/faults';
import { CreationFailure, UNREADABLE } from '../errors';
import type { Dataset } from '../dataset';
import type { DatasetImportJob } from '../resource-kinds';
import { prepareFilters } from '../filters/prepare-filters';
import { personalizeSession } from '../personalize-session';
import type { PersonalizeStore } from '../personalize-store';
import { importFiles, parseDataLocation, type ImportFile } from './import-files';
import { InteractionLog } from './interaction-log';
import type { ParsedSchema } from './parsed-schema';
import { readRecords } from './read-records';
import type { RecordTable } from './record-table';

/**
 * Runs an import job: reads its files as the job's role, then changes the dataset. All or nothing: a failed
 * import leaves the dataset unchanged.
 *
 * @throws CreationFailure with the job's failure reason
 */
export async function runImport(
  job: DatasetImportJob,
  dataset: Dataset,
  store: PersonalizeStore,
): Promise<void> {
  const { platform, closing, schemas } = store;
  try {
    if (isPropagating(platform.faults, job.roleArn)) throw new CreationFailure(UNREADABLE);
    const session = personalizeSession(
      job.roleArn,
      { arn: job.arn, sessionName: 'personalize-import' },
      platform,
    );
    const s3 = platform.as(session);
    const files = await importFiles(parseDataLocation(job.dataSource.dataLocation), s3);
    if (files.length === 0) throw new CreationFailure('Invalid Data location. The folder has no files.');
    refuseTooMuch(files, job.importMode);
    const schema = schemas.mustGet(dataset.schemaArn).parsed;
    const isIncremental = job.importMode === 'INCREMENTAL';
    if (dataset.datasetType === 'INTERACTIONS')
      await store.changeInTurn(() => importInteractions(files, schema, isIncremental, dataset, store));
    else {
      const records = await readRecords(files, schema, closing.signal);
      await store.changeInTurn(() => importRecords(records, isIncremental, dataset, closing.signal));
    }
    platform.meter.add('ingestion', bytesOf(files) / 1e9);
    await prepareFilters(dataset.datasetGroupArn, store);
  } catch (error) {
    if (closing.signal.aborted) return;
    throw asFailure(error, dataset);
  }
}

const bytesOf = (files: readonly ImportFile[]): number => files.reduce((sum, { bytes }) => sum + bytes, 0);

function refuseTooMuch(files: readonly ImportFile[], importMode: DatasetImportJob['importMode']): void {
  const bytes = bytesOf(files);
  const gigabytes = MAX_GIGABYTES[importMode];
  if (bytes > gigabytes * 1e9)
    throw new CreationFailure(
      `The files have ${bytes} bytes; an import in ${importMode} mode takes ${gigabytes} GB.`,
    );
}

/** Approximate bytes of a row: estimates the number of rows of files that have not been read yet. */
const BYTES_A_ROW = 50;

async function importInteractions(
  files: readonly ImportFile[],
  schema: ParsedSchema,
  isIncremental: boolean,
  dataset: Dataset,
  { threads, closing }: PersonalizeStore,
): Promise<void> {
  const former = isIncremental ? dataset.interactions : undefined;
  const rows = bytesOf(files) / BYTES_A_ROW + (former?.rows ?? 0);
  const arrays = await threads.run('import', { schema, former: former?.arrays.raw }, { rows, files });
  dataset.interactions = await InteractionLog.of(arrays, closing.signal);
}

async function importRecords(
  records: RecordTable,
  isIncremental: boolean,
  dataset: Dataset,
  signal: AbortSignal,
): Promise<void> {
  if (isIncremental) {
    const both = await dataset.records?.with(records, signal);
    for (const id of records.ids()) dataset.streamedRecords?.delete(id);
    dataset.records = both ?? records;
  } else {
    // Streamed records survive a FULL import and take precedence.
    for (const texts of dataset.streamedRecords?.values() ?? []) records.put(texts);
    dataset.records = records;
  }
}

function asFailure(error: unknown, { datasetType }: Dataset): unknown {
  const reason = reasonOf(error);
  return reason === undefined
    ? error
    : new CreationFailure(`Failed to create a data import job for ${datasetType} dataset. ${reason}`, {
        cause: error,
      });
}

/** Failure reason for a user error; undefined for a bug of ours. */
function reasonOf(error: unknown): string | undefined {
  if (error instanceof CreationFailure) return error.message;
  if (error instanceof AwsError) return UNREADABLE;
  // File readers throw plain errors that name file and line.
  return error instanceof Error && error.name === 'Error' ? error.message : undefined;
}
