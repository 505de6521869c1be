import { DATASET_PREFIX } from '../../data/datasets';
import { ADD_ON_FOLDERS } from '../leftovers';

/** Folder into which shops put archives and parts. */
export const INCOMING_PREFIX = 'incoming/';

/** Folder of the files of the current run. They are below `<run>/`, with their paths below {@link INCOMING_PREFIX}. */
export const PROCESSING_PREFIX = ADD_ON_FOLDERS.processing;

/** Folder of files whose data has been imported, below `<run>/`. */
export const PROCESSED_PREFIX = ADD_ON_FOLDERS.processed;

/** Folder of files whose data was rejected or could not be imported, below `<run>/`, with a {@link REPORT_FILE}. */
export const REFUSED_PREFIX = ADD_ON_FOLDERS.refused;

/** Reports of all runs, `<run>.json`. */
export const RUNS_PREFIX = ADD_ON_FOLDERS.runs;

/** Name of the report in a folder of rejected files. */
export const REPORT_FILE = 'report.json';

/** Folder of files for import until the import has succeeded, below `<run>/`. Personalize may read it. */
export const STAGING_PREFIX = ADD_ON_FOLDERS.staging;

/**
 * Folder of rows that parts have added to the prepared files since the last full import, `<file>/<run>.csv`, for
 * readers of those files. An object that is older than the file is already part of it, or deleted.
 */
export const ADDED_PREFIX = `${DATASET_PREFIX}added/`;

/** Key of the lock for {@link INCOMING_PREFIX}. */
export const INCOMING_LOCK_KEY = 'claims/incoming.json';
