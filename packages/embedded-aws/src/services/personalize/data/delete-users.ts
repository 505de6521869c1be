import { setImmediate } from 'node:timers/promises';
import { textOf } from '@ecommerce-recommenders/csv/csv-chunk';
import { IdTable } from '@ecommerce-recommenders/csv/id-table';
import { readCsv } from '@ecommerce-recommenders/csv/read-csv';
import { AwsError } from '../../../aws-error';
import { isPropagating } from '../../../faults/faults';
import { CreationFailure, UNREADABLE } from '../errors';
import type { Dataset } from '../dataset';
import { prepareFilters } from '../filters/prepare-filters';
import { personalizeSession } from '../personalize-session';
import type { PersonalizeStore } from '../personalize-store';
import type { DataDeletionJob } from '../resource-kinds';
import { importFiles, parseDataLocation, type ImportFile } from './import-files';
import type { JobThreads } from '../threads/job-threads';
import { inSharedMemory } from '../threads/shared-memory';
import { InteractionLog } from './interaction-log';

const MAX_BYTES = 100e6;

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
    let numDeleted = 0;
    for (const dataset of store.datasets.list({ datasetGroupArn: job.datasetGroupArn })) {
      if (dataset.datasetType === 'USERS')
        numDeleted += await store.changeInTurn(() => deleteRecords(dataset, userIds, closing.signal));
      if (dataset.datasetType === 'INTERACTIONS')
        numDeleted += await store.changeInTurn(() =>
          deleteInteractions(dataset, userIds, receivedBefore, store),
        );
    }
    job.numDeleted = numDeleted;
    await prepareFilters(job.datasetGroupArn, store);
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
    for await (const chunk of chunks) {
      for (let row = 0; row < chunk.rows; row++) ids.add(textOf(chunk, row, 0));
      // Yields, so that waiting requests are served.
      await setImmediate();
    }
  }
  return ids;
}

/** @returns the number of deleted records */
async function deleteRecords(
  dataset: Dataset,
  userIds: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<number> {
  const former = dataset.records;
  dataset.records = await former?.without(userIds, signal);
  for (const id of userIds) dataset.streamedRecords?.delete(id);
  return [...userIds].filter((id) => former?.row(id) !== undefined).length;
}

/** @returns the number of deleted interactions */
async function deleteInteractions(
  dataset: Dataset,
  userIds: ReadonlySet<string>,
  receivedBefore: number,
  { threads, closing }: PersonalizeStore,
): Promise<number> {
  const former = dataset.interactions;
  const kept = former && (await withoutUsers(former, userIds, threads, closing.signal));
  dataset.interactions = kept;
  dataset.trainingLog = undefined;
  const deleted = (former?.arrays.raw.rows ?? 0) - (kept?.arrays.raw.rows ?? 0);
  return deleted + (dataset.events?.forget(userIds, receivedBefore) ?? 0);
}

/** An emptied dataset returns to its state before the first import. */
async function withoutUsers(
  former: InteractionLog,
  userIds: ReadonlySet<string>,
  threads: JobThreads,
  signal: AbortSignal,
): Promise<InteractionLog | undefined> {
  const known = [...userIds].filter((id) => former.userOf.has(id));
  if (known.length === 0) return former;
  const gone = new IdTable();
  for (const id of known) gone.addText(id);
  const { raw } = former.arrays;
  const input = { raw, userIds: inSharedMemory(gone.arrays()) };
  const kept = await threads.run('delete', input, { rows: former.rows });
  return kept && InteractionLog.of(kept, signal);
}
