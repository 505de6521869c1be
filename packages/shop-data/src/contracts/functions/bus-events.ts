import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';

/** Environment variables of the functions that put events on the default event bus. */
export interface BusEventsEnvironment {
  /** Name of the shop. The events call it the stack. */
  readonly STACK_NAME: string;
  readonly DATASET_GROUP_ARN: string;
  readonly DATA_BUCKET: string;
  /** JSON, {@link PublishedRuns}. */
  readonly RUNS: string;
  /** JSON, {@link PublishedTrainings}. */
  readonly TRAININGS: string;
}

/** State machines whose executions are published when they end; absent if the stack does not have them. */
export interface PublishedRuns {
  readonly freshData?: string;
  readonly lists?: string;
  readonly segments?: string;
  readonly batches?: string;
}

/** Resources whose trainings are published. */
export interface PublishedTrainings {
  /** ARN by use case. */
  readonly recommenders: Readonly<Partial<Record<UseCaseName, string>>>;
  readonly solutionArn?: string;
}

/** Key of the object with the trainings that the previous check has seen. */
export const TRAININGS_SEEN_KEY = 'bus-events/trainings.json';

/** The fields that are read from EventBridge's event at the end of an execution. */
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
