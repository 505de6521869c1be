import type { HoldoutBy } from '../../data/preparation/settings';
import type { HeldOutCounts } from '../../insight/readiness/held-out';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';

/** Arguments of a run of `glue/prepare-data.py`, which documents them. */
export interface PreparationJobArguments {
  readonly '--source': string;
  readonly '--output': string;
  readonly '--sql': string;
  /** `s3://bucket/key` of {@link PreparationTables} as JSON. */
  readonly '--tables': string;
  readonly '--event_types': string;
  readonly '--training_share': string;
  readonly '--holdout_by': HoldoutBy;
}

/** Input tables of the SQL that is compiled from a mapping, and the columns of its outputs. */
export interface PreparationTables {
  /** Tables by their names in the SQL. */
  readonly tables: Readonly<
    Record<
      string,
      {
        /** Patterns of the files, for messages. */
        readonly globs: readonly string[];
        /** Regular expressions that match the files' paths below the source. */
        readonly patterns: readonly string[];
        readonly format: 'csv' | 'jsonl';
        readonly delimiter: string;
        readonly quote: string;
        /** Columns of the files. In the SQL they are called c0, c1, … */
        readonly columns: readonly string[];
      }
    >
  >;
  /** Views to cache, because several other views read them. */
  readonly kept: readonly string[];
  /** Names of the columns of each prepared file. */
  readonly outputs: Readonly<Record<string, readonly string[]>>;
}

/** Names of the input tables in the SQL of a mapping. */
export const SQL_TABLES = {
  INTERACTIONS: 'interactions',
  ITEMS: 'items',
  USERS: 'users',
} as const satisfies Record<DatasetType, string>;

/** Time-out of a run in minutes. It includes the wait for a worker, and is less than CloudFormation's hour. */
export const JOB_TIMEOUT_MINUTES = 50;

/**
 * Key, below the output, of the empty object with which a run reports the number of interactions. The counts are part
 * of the key, so that reading them needs no permission to read the shop's data.
 */
export const countsKey = ({ keptRows, rows }: HeldOutCounts): string =>
  `counts/kept=${keptRows},training=${rows}`;

/** Parses the counts in a key; `undefined` for any other key. */
export function countsIn(key: string): HeldOutCounts | undefined {
  const [, keptRows, rows] = /\/counts\/kept=(\d+),training=(\d+)$/.exec(key) ?? [];
  return rows === undefined ? undefined : { keptRows: Number(keptRows), rows: Number(rows) };
}

/** Suffix of the empty objects with which Spark marks the folders that it creates. They are inside or next to the folders. */
export const FOLDER_MARKER = '_$folder$';
