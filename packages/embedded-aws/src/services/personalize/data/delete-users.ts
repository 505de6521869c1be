import { textOf } from '@ecommerce-recommenders/csv/csv-chunk';
import { readCsv } from '@ecommerce-recommenders/csv/read-csv';
import { AwsError } from '../../../aws-error';
import { isPropagating } from '../../../faults/faults';
import { CreationFailure } from '../errors';
import type { Dataset } from '../dataset';
import { prepareFilters } from '../filters/prepare-filters';
import { personalizeSession } from '../personalize-session';
import type { PersonalizeStore } from '../personalize-store';
import type { DataDeletionJob } from '../resource-kinds';
import { importFiles, parseDataLocation, type ImportFile } from './import-files';
import { InteractionLog } from './interaction-log';

const MAX_BYTES = 100e6;

const UNREADABLE = 'Insufficient privileges for accessing data in Amazon S3.';

/**
 * Runs a data deletion job: reads the ids as the job's role, then deletes these users from the group's datasets.
 * Trained models are unchanged until their next training; events received after the job's creation are kept.
 *
 * @param receivedBefore - number of events of the group at the job's creation
 * @throws CreationFailure with the job's failure reason
 */
export async function deleteUsers(
  job: DataDeletionJob,
  store: PersonalizeStore,
  receivedBefore: number,
): Promise<void> {
  const { platform, closing } = store;
  try {
    if (isPropagating(platform.faults, job.roleArn)) throw new CreationFailure(UNREADABLE);
    const by = { arn: job.arn, sessionName: 'personalize-deletion' };
    const s3 = platform.as(personalizeSession(job.roleArn, by, platform));
    const files = await importFiles(parseDataLocation(job.dataSource.dataLocation), s3);
    if (files.length === 0) throw new CreationFailure('Invalid Data location. The folder has no files.');
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    if (bytes > MAX_BYTES)
      throw new CreationFailure(`The files have ${bytes} bytes; a data deletion job takes 100 MB.`);
    const userIds = await readUserIds(files);
    const datasets = store.datasets.list({ datasetGroupArn: job.datasetGroupArn });
    job.numDeleted = datasets.reduce((sum, dataset) => sum + deleteFrom(dataset, userIds, receivedBefore), 0);
    prepareFilters(job.datasetGroupArn, store);
  } catch (error) {
    if (closing.signal.aborted) return;
    if (error instanceof AwsError) throw new CreationFailure(UNREADABLE, { cause: error });
    // Readers of CSV throw plain errors that name file and line.
    if (error instanceof Error && error.name === 'Error') throw new CreationFailure(error.message);
    throw error;
  }
}

async function readUserIds(files: readonly ImportFile[]): Promise<Set<string>> {
  const ids = new Set<string>();
  for (const { name, open } of files) {
    const { columns, chunks } = await readCsv(await open(), { file: name, escape: '\\' });
    if (columns.length !== 1 || columns[0] !== 'USER_ID')
      throw new CreationFailure(`Input CSV must have the single column USER_ID. See ${name}, line 1.`);
    for await (const chunk of chunks)
      for (let row = 0; row < chunk.rows; row++) ids.add(textOf(chunk, row, 0));
  }
  return ids;
}

/** @returns the number of deleted records */
function deleteFrom(dataset: Dataset, userIds: ReadonlySet<string>, receivedBefore: number): number {
  if (dataset.datasetType === 'ITEMS') return 0;
  if (dataset.datasetType === 'USERS') {
    const before = dataset.records?.size ?? 0;
    dataset.records = dataset.records?.without(userIds);
    for (const id of userIds) dataset.streamedRecords?.delete(id);
    return before - (dataset.records?.size ?? 0);
  }
  const former = dataset.interactions?.builder;
  const kept = former?.without(userIds);
  // An emptied dataset returns to its state before the first import.
  if (kept && kept.rows !== former?.rows)
    dataset.interactions = kept.rows > 0 ? new InteractionLog(kept) : undefined;
  dataset.trainingLog = undefined;
  return (former?.rows ?? 0) - (kept?.rows ?? 0) + (dataset.events?.forget(userIds, receivedBefore) ?? 0);
}
