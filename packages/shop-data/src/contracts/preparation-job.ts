import type { HoldoutBy } from '../data/settings';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';

/** Arguments of a run of `glue/prepare-data.py`, documented there. */
export interface PreparationJobArguments {
  readonly '--source': string;
  readonly '--output': string;
  readonly '--sql': string;
  readonly '--event_types': string;
  readonly '--training_share': string;
  readonly '--holdout_by': HoldoutBy;
}

/** Names of the input tables in `glue/prepare-data.sql`. */
export const SQL_TABLES = {
  INTERACTIONS: 'interactions',
  ITEMS: 'items',
  USERS: 'users',
} as const satisfies Record<DatasetType, string>;

/** Time-out of a run in minutes: less than CloudFormation's hour, including the wait for a worker. */
export const JOB_TIMEOUT_MINUTES = 50;

/** Suffix of the empty objects with which Spark marks the folders that it creates, inside or beside them. */
export const FOLDER_MARKER = '_$folder$';
