import { DATASET_PREFIX } from '../../data/datasets';

/** Where shops drop archives and parts. */
export const INCOMING_PREFIX = 'incoming/';

/** Files of the current run, below `<run>/` with their path below {@link INCOMING_PREFIX}. */
export const PROCESSING_PREFIX = 'processing/';

/** Files whose data has been imported, below `<run>/`. */
export const PROCESSED_PREFIX = 'processed/';

/** Files whose data was refused or could not be imported, below `<run>/`, beside {@link REPORT_FILE}. */
export const REFUSED_PREFIX = 'refused/';

/** Reports of all runs, `<run>.json`. */
export const RUNS_PREFIX = 'runs/';

/** What was wrong, in the folder of files that were refused. */
export const REPORT_FILE = 'report.json';

/** Files for import until the import has succeeded, below `<run>/`, where Personalize may read. */
export const STAGING_PREFIX = `${DATASET_PREFIX}fresh/`;

/**
 * Rows that parts have added to the prepared files since the last full import, `<file>/<run>.csv`, for readers of
 * those files. An object older than the file is already part of it, or deleted.
 */
export const ADDED_PREFIX = `${DATASET_PREFIX}added/`;

/**
 * Days after which files expire, whether or not fresh data is on: dropped files may hold personal data, and a run that was stopped
 * deletes nothing.
 */
export const EXPIRES_AFTER_DAYS: Readonly<Record<string, number>> = {
  [PROCESSING_PREFIX]: 30,
  [PROCESSED_PREFIX]: 30,
  [REFUSED_PREFIX]: 30,
  [RUNS_PREFIX]: 365,
  [STAGING_PREFIX]: 7,
};

/** Lock for {@link INCOMING_PREFIX}. */
export const CLAIM_KEY = 'claims/incoming.json';
