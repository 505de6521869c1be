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
  /** Hours that a run waits for training, and then for its jobs. */
  readonly PATIENCE_HOURS: string;
}

/** What a run does: part of the state machine's definition, since it may exceed a function's environment. */
export interface BatchPlan {
  readonly folder: BatchFolder;
  readonly jobs: readonly PlannedJob[];
}

/** One solution to train, and the job that its new version does. */
export interface PlannedJob extends Pick<BatchResult, 'by' | 'size' | 'filter' | 'queries'> {
  readonly solutionArn: string;
  /** ARN of its jobs, but for the run's day and digest at the end. */
  readonly jobArn: string;
  readonly filterArn?: string;
  /** Placeholders of the filter, for days that each line fills. */
  readonly dates?: readonly string[];
  /** The input; absent for every user of the prepared data. */
  readonly lines?: readonly InputLine[];
}

/** Input of an execution; `force` waits for a run in progress instead of leaving it the work. */
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
  /** `train` if there is something to do. */
  readonly claim: ListsClaimed;
  readonly train: Progress & {
    /** Solution versions of the run, as far as they have begun. */
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
  /** Of each job so far. */
  readonly done: readonly (BatchCounts & Pick<BatchResult, 'by' | 'json' | 'csv'>)[];
  /** Where to go on; absent at the end. */
  readonly next?: {
    /** Index of the file of output of the job at work, the last of `done`. */
    readonly file: number;
    /** Bytes of it that are done. */
    readonly offset: number;
  };
}
