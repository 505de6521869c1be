import type { AskedBy, BatchFolder } from '../batch/batch-places';
import type { InputLine } from '../batch/batch-lines';
import type { BatchCounts, BatchResult } from '../batch/batch-manifest';
import type { ListsClaimed, ListsInput } from './lists';

/** Environment variables of the function that runs batch jobs. */
export interface BatchEnvironment {
  readonly DATA_BUCKET: string;
  readonly DATASET_GROUP_ARN: string;
  /** Role with which Personalize reads the input and writes the output. */
  readonly JOB_ROLE_ARN: string;
  /** Hours that a run waits for training, and then again for its jobs. */
  readonly PATIENCE_HOURS: string;
}

/** Plan of a run. It is part of the state machine's definition, because it may exceed the size of a function's environment. */
export interface BatchPlan {
  readonly folder: BatchFolder;
  readonly jobs: readonly PlannedJob[];
}

/** A solution to train, and the job to run with its new version. */
export interface PlannedJob extends Pick<BatchResult, 'by' | 'size' | 'filter' | 'queries'> {
  readonly solutionArn: string;
  /** ARN of its jobs without their suffix, which is the run's day and digest. */
  readonly jobArn: string;
  readonly filterArn?: string;
  /** Date placeholders of the filter, which each input line fills in. */
  readonly dates?: readonly string[];
  /** The input lines; if absent, one for every user of the prepared data. */
  readonly lines?: readonly InputLine[];
}

/** Input of an execution. With `force` it waits for a run in progress; otherwise it exits. */
export type BatchInput = ListsInput;

/** Steps of the state machine, in order. */
export type BatchStepName = 'claim' | 'train' | 'write' | 'work' | 'convert' | 'finish';

/** Input of every step. */
export interface BatchStep {
  readonly step: BatchStepName;
  /** ARN of the execution. */
  readonly execution: string;
  /** Start of the execution, ISO 8601. */
  readonly startedAt: string;
  readonly plan: BatchPlan;
  readonly state: BatchState;
}

/** The execution's input and the results of the previous steps. */
export interface BatchState extends BatchInput, Partial<BatchAnswers> {
  /** Error of a failed step. */
  readonly error?: { readonly Error: string; readonly Cause?: string };
}

/** Result of each step. */
export interface BatchAnswers {
  /** `train` if the run may begin. */
  readonly claim: ListsClaimed;
  readonly train: Progress & {
    /** Solution versions whose training the run has begun. */
    readonly versions: Readonly<Partial<Record<AskedBy, string>>>;
  };
  readonly write: { readonly problem?: string };
  readonly work: Progress;
  readonly convert: Converted;
  readonly finish: {
    readonly outcome: 'made' | 'failed';
    /** What is wrong and what to do. */
    readonly problem?: string;
  };
}

/** Result of a step that is polled. */
export interface Progress {
  readonly waitingFor?: string;
  /** Why there will be no result. */
  readonly problem?: string;
}

/** Result of `convert`. */
export interface Converted {
  /** Results of each job so far. */
  readonly done: readonly (BatchCounts & Pick<BatchResult, 'by' | 'json' | 'csv'>)[];
  /** Where to resume; absent at the end. */
  readonly next?: {
    /** Index of the output file that is being converted. It belongs to the last job of `done`. */
    readonly file: number;
    /** Number of bytes of that file that are converted. */
    readonly offset: number;
  };
}
