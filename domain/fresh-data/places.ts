import { DATASET_PREFIX } from '../datasets';

/** Where shops drop archives and parts. */
export const INCOMING_PREFIX = 'incoming/';

/** Files of the run that is going, below `<run>/` with the path that they had below {@link INCOMING_PREFIX}. */
export const PROCESSING_PREFIX = 'processing/';

/** Files whose data has been imported, below `<run>/`. */
export const PROCESSED_PREFIX = 'processed/';

/** Files whose data was refused or could not be imported, below `<run>/`, beside {@link REPORT_FILE}. */
export const REFUSED_PREFIX = 'refused/';

/** Reports of all runs, `<run>.json`. */
export const RUNS_PREFIX = 'runs/';

/** What was wrong, in the folder of files that were refused. */
export const REPORT_FILE = 'report.json';

/** Files for import until the import has succeeded, below `<run>/`: where Personalize may read already. */
export const STAGING_PREFIX = `${DATASET_PREFIX}fresh/`;

/**
 * What parts have added to the prepared files since all data was replaced last, `<file>/<run>.csv`: for whoever reads
 * those files to read as well. Older than the file itself, it is contained in it or gone.
 */
export const ADDED_PREFIX = `${DATASET_PREFIX}added/`;

/** Who of several executions works on {@link INCOMING_PREFIX}. */
export const CLAIM_KEY = 'claims/incoming.json';
