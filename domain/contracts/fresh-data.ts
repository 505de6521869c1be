import type { DatasetType } from '../datasets';
import type { BatchKind } from '../fresh-data/next-batch';
import type { RunOutcome } from '../fresh-data/import-run';

/** What the functions find in their environment. */
export interface FreshDataEnvironment {
  readonly DATA_BUCKET: string;
  /** Role that Personalize reads the files with. */
  readonly IMPORT_ROLE_ARN: string;
  /** JSON, a {@link FreshDataset} for each dataset type. */
  readonly DATASETS: string;
  /** Share of each user's newest interactions that is held out of an archive, 0 to below 1. */
  readonly HOLDOUT: string;
  /** JSON object from the files' event types to Personalize's, all others are dropped. */
  readonly EVENT_TYPES: string;
}

/** Where the rows of one dataset go. */
export interface FreshDataset {
  readonly datasetArn: string;
  /** Start of the import jobs' names. */
  readonly jobNamePrefix: string;
}

/** What every step is given. */
export interface FreshDataStep {
  /** ARN of the execution. */
  readonly execution: string;
  /** Start of the execution, ISO 8601. */
  readonly startedAt: string;
  readonly state: FreshDataState;
}

/** What the steps before have answered. */
export interface FreshDataState {
  readonly prepared?: Prepared;
  readonly imported?: Imported;
  /** Error of a step that broke off. */
  readonly error?: { readonly Error: string; readonly Cause?: string };
}

/** What `claim` says to do. */
export interface Claimed {
  /** `leave` where another execution works and will see what is there; `wait` while files still arrive. */
  readonly next: 'leave' | 'wait' | 'prepare' | 'finish';
}

/** What `prepare` has made of the files. */
export interface Prepared {
  readonly kind: BatchKind;
  /** Paths below `incoming/`. */
  readonly files: readonly string[];
  /** Rows for each dataset that is to be imported. */
  readonly rows: Partial<Record<DatasetType, number>>;
  readonly warnings: readonly string[];
  /** Milliseconds since 1970. */
  readonly preparedMs: number;
  /** What is wrong with the data; absent where it can be imported. */
  readonly problem?: string;
}

/** How far `importData` has come. */
export interface Imported {
  /** Datasets whose import has succeeded. */
  readonly datasets: readonly DatasetType[];
  /** Absent once nothing is under way any more. */
  readonly waitingFor?: string;
  /** Why imports failed. */
  readonly problem?: string;
}

/** What `finish` says of the run; `idle` where there was nothing to do. */
export interface Finished {
  readonly outcome: RunOutcome | 'idle';
  /** What is wrong and what to do; only where the data was not imported. */
  readonly problem?: string;
}
