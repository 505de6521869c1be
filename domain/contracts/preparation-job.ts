import type { DatasetType } from '../datasets';

/** Arguments of a run of the job that `glue/prepare-data.py` is, as its own comment says them. */
export interface PreparationJobArguments {
  readonly '--source': string;
  readonly '--output': string;
  readonly '--sql': string;
  readonly '--event_types': string;
  readonly '--training_share': string;
}

/** What `glue/prepare-data.sql` calls the tables that it reads. */
export const SQL_TABLES = {
  INTERACTIONS: 'interactions',
  ITEMS: 'items',
  USERS: 'users',
} as const satisfies Record<DatasetType, string>;

/** Minutes after which Glue ends a run: within the hour that CloudFormation waits, the wait for a worker included. */
export const JOB_TIMEOUT_MINUTES = 50;

/** End of the key of an empty object that Spark leaves beside what is in a folder of its own making, or in it. */
export const FOLDER_MARKER = '_$folder$';
