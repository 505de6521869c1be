import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { BatchKind } from '../fresh-data/next-batch';
import type { RunOutcome } from '../fresh-data/import-run';

/** Environment variables of the functions. */
export interface FreshDataEnvironment {
  readonly DATA_BUCKET: string;
  readonly DATASET_GROUP_ARN: string;
  /** Role with which Personalize reads the files. */
  readonly IMPORT_ROLE_ARN: string;
  /** JSON, a {@link FreshDataset} for each dataset type. */
  readonly DATASETS: string;
  /** Share of each user's newest interactions that is held out of an archive, 0 to below 1. */
  readonly HOLDOUT: string;
  /** JSON object from the files' event types to Personalize's, all others are dropped. */
  readonly EVENT_TYPES: string;
  /** Present if the shop's own files are mapped. */
  readonly MAPPED?: 'true';
}

/** Target of the rows of one dataset. */
export interface FreshDataset {
  readonly datasetArn: string;
  /** Prefix of the import jobs' names. */
  readonly jobNamePrefix: string;
}

/** Input of every step. */
export interface FreshDataStep {
  /** ARN of the execution. */
  readonly execution: string;
  /** Start of the execution, ISO 8601. */
  readonly startedAt: string;
  readonly state: FreshDataState;
}

/**
 * Input of `prepare` if the shop's own files are mapped. The mapping is part of the state machine's definition, because it may
 * exceed a function's environment.
 */
export interface MappedPrepareStep extends FreshDataStep {
  /** The setting `data`, as JSON. */
  readonly mapping: string;
  readonly maxBadRows: string;
  /** KMS key that user ids are hashed with; absent if they are not hashed. */
  readonly userKeyArn?: string;
}

/**
 * How long a run that a deployment has started waits before it looks for files: until S3 sends the events that the deployment has
 * switched on, which takes about five minutes.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-event-notifications-eventbridge.html
 */
export const UNTIL_EVENTS_MS = 6 * 60_000;

/** Names of the executions that deployments start begin with this. */
export const DEPLOYMENT_RUN = 'deploy-';

/** Input of an execution, apart from the event of an arrival. */
export interface FreshDataInput {
  /** Whether a deployment has started it: it looks for files once S3 reports arrivals. */
  readonly deployed?: true;
}

/** The execution's input and the results of the previous steps. */
export interface FreshDataState extends FreshDataInput {
  readonly prepared?: Prepared;
  readonly imported?: Imported;
  /** Error of a failed step. */
  readonly error?: { readonly Error: string; readonly Cause?: string };
}

/** Result of `claim`; keeps the input of a deployment's run while that waits. */
export interface Claimed extends FreshDataInput {
  /**
   * `leave` if another execution holds the claim and will see the files; `wait` while files are still arriving, or S3 does not
   * report arrivals yet; `deletion` while a data deletion job is in progress.
   */
  readonly next: 'leave' | 'wait' | 'deletion' | 'prepare' | 'finish';
}

/** Result of `prepare`. */
export interface Prepared {
  readonly kind: BatchKind;
  /** Paths below `incoming/`. */
  readonly files: readonly string[];
  /** Rows for each dataset that is to be imported. */
  readonly rows: Partial<Record<DatasetType, number>>;
  readonly warnings: readonly string[];
  /** Milliseconds since 1970. */
  readonly preparedMs: number;
  /** What is wrong with the data; absent if it can be imported. */
  readonly problem?: string;
}

/** Result of `importData`. */
export interface Imported {
  /** Datasets whose import has succeeded. */
  readonly datasets: readonly DatasetType[];
  /** Absent once no import is in progress. */
  readonly waitingFor?: string;
  /** Why imports failed. */
  readonly problem?: string;
}

/** Result of `finish`; `idle` if there was nothing to do. */
export interface Finished {
  readonly outcome: RunOutcome | 'idle';
  /** What is wrong and what to do; only if the data was not imported. */
  readonly problem?: string;
}
