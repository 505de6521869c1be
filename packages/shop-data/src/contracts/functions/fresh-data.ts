import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { BatchKind } from '../fresh-data/next-batch';
import type { RunOutcome } from '../fresh-data/import-run';

/** Environment variables of the functions. */
export interface FreshDataEnvironment {
  readonly DATA_BUCKET: string;
  readonly DATASET_GROUP_ARN: string;
  /** Role with which Personalize reads the files. */
  readonly IMPORT_ROLE_ARN: string;
  /** JSON with a {@link FreshDataset} for each dataset type. */
  readonly DATASETS: string;
  /** Share of each user's newest interactions in an archive that is held out, from 0 to below 1. */
  readonly HOLDOUT: string;
  /** JSON object that maps the files' event types to Personalize's. All others are dropped. */
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
 * Input of `prepare` if the shop's own files are mapped. The mapping is part of the state machine's definition,
 * because it may exceed the size of a function's environment.
 */
export interface MappedPrepareStep extends FreshDataStep {
  /** The setting `data` as JSON. */
  readonly mapping: string;
  readonly maxBadRows: string;
  /** KMS key with which user ids are hashed; absent if they are not hashed. */
  readonly userKeyArn?: string;
}

/**
 * How long a run that a deployment has started waits before it looks for files. S3 takes about five minutes to send
 * the events that the deployment has switched on.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-event-notifications-eventbridge.html
 */
export const UNTIL_EVENTS_MS = 6 * 60_000;

/** Prefix of the names of executions that deployments start. */
export const DEPLOYMENT_RUN = 'deploy-';

/** Input of an execution that no arrival has started. */
export interface FreshDataInput {
  /** Set if a deployment has started the execution. It looks for files once S3 reports arrivals. */
  readonly deployed?: true;
}

/** The execution's input and the results of the previous steps. */
export interface FreshDataState extends FreshDataInput {
  readonly prepared?: Prepared;
  readonly imported?: Imported;
  /** Error of a failed step. */
  readonly error?: { readonly Error: string; readonly Cause?: string };
}

/** Result of `claim`. While a deployment's run waits, it keeps that run's input. */
export interface Claimed extends FreshDataInput {
  /**
   * Next step. `leave` if another execution holds the lock and will see the files; `wait` while files are still
   * arriving, or S3 does not report arrivals yet; `deletion` while a data deletion job is in progress.
   */
  readonly next: 'leave' | 'wait' | 'deletion' | 'prepare' | 'finish';
}

/** Result of `prepare`. */
export interface Prepared {
  readonly kind: BatchKind;
  /** Paths below `incoming/`. */
  readonly files: readonly string[];
  /** Number of rows of each dataset to import. */
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
  /** What the step waits for; absent once no import is in progress. */
  readonly waitingFor?: string;
  /** Why imports failed. */
  readonly problem?: string;
}

/** Result of `finish`; `idle` if there was nothing to do. */
export interface Finished {
  readonly outcome: RunOutcome | 'idle';
  /** What is wrong and what to do; present only if the data was not imported. */
  readonly problem?: string;
}
