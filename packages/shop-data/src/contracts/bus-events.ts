import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';

/** Environment variables of the functions that put events on the default event bus. */
export interface BusEventsEnvironment {
  readonly STACK_NAME: string;
  readonly DATASET_GROUP_ARN: string;
  readonly DATA_BUCKET: string;
  /** JSON, {@link ToldRuns}. */
  readonly RUNS: string;
  /** JSON, {@link ToldTrainings}. */
  readonly TRAININGS: string;
}

/** State machines whose ends are told of; absent where the stack has none. */
export interface ToldRuns {
  readonly freshData?: string;
  readonly lists?: string;
  readonly segments?: string;
  readonly batches?: string;
}

/** Whose trainings are told of. */
export interface ToldTrainings {
  /** ARN by use case. */
  readonly recommenders: Readonly<Partial<Record<UseCaseName, string>>>;
  readonly solutionArn?: string;
}

/** What the last look has seen of the trainings, in the data bucket. */
export const TRAININGS_SEEN_KEY = 'bus-events/trainings.json';

/** Event of EventBridge at the end of an execution, as far as it is read. */
export interface ExecutionEnded {
  readonly detail: {
    readonly executionArn: string;
    readonly stateMachineArn: string;
    readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
    /** Milliseconds since 1970. */
    readonly startDate: number;
    readonly stopDate: number;
  };
}
