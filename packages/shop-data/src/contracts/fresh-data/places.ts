import { DATASET_PREFIX } from '../../data/datasets';
import { ADD_ON_FOLDERS } from '../leftovers';

/** Where shops drop archives and parts. */
export const INCOMING_PREFIX = 'incoming/';

/** Files of the current run, below `<run>/` with their path below {@link INCOMING_PREFIX}. */
export const PROCESSING_PREFIX = ADD_ON_FOLDERS.processing;

/** Files whose data has been imported, below `<run>/`. */
export const PROCESSED_PREFIX = ADD_ON_FOLDERS.processed;

/** Files whose data was refused or could not be imported, below `<run>/`, beside {@link REPORT_FILE}. */
export const REFUSED_PREFIX = ADD_ON_FOLDERS.refused;

/** Reports of all runs, `<run>.json`. */
export const RUNS_PREFIX = ADD_ON_FOLDERS.runs;

/** What was wrong, in the folder of files that were refused. */
export const REPORT_FILE = 'report.json';

/** Files for import until the import has succeeded, below `<run>/`, where Personalize may read. */
export const STAGING_PREFIX = ADD_ON_FOLDERS.staging;

/**
 * Rows that parts have added to the prepared files since the last full import, `<file>/<run>.csv`, for readers of
 * those files. An object older than the file is already part of it, or deleted.
 */
export const ADDED_PREFIX = `${DATASET_PREFIX}added/`;

/** Lock for {@link INCOMING_PREFIX}. */
export const CLAIM_KEY = 'claims/incoming.json';
