import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { ListCounts } from '../lists/compare-lists';
import type { DescribingColumns } from '../lists/similar-items';
import type { RecommenderProperties } from './recommender';

/** Environment variables of the functions that make lists. */
export interface ListsEnvironment {
  readonly DATA_BUCKET: string;
  readonly DATASET_GROUP_ARN: string;
  /** Id of the stack that owns the temporary recommenders. */
  readonly STACK_ID: string;
  /** Value of the setting `listsItems`. */
  readonly ITEMS: 'all' | 'with-traffic';
  /** Hours that a run waits for training, and then again for deletions. */
  readonly PATIENCE_HOURS: string;
}

/** Plan of a run. It is part of the state machine's definition, because it may exceed the size of a function's environment. */
export interface ListsPlan {
  readonly recommenders: readonly RecommenderProperties[];
  readonly lists: readonly PlannedLists[];
  /** ARNs of all recommenders that a run may have left behind, whatever its settings were. */
  readonly temporary: readonly string[];
  /** Columns by which similar items are found; absent if there are no such lists. */
  readonly similar?: DescribingColumns;
}

/** The lists of one use case, with one filter or without. */
export interface PlannedLists {
  readonly useCase: UseCaseName;
  readonly recommenderArn: string;
  /** Name of the filter in the settings. */
  readonly filter?: string;
  readonly filterArn?: string;
  /** Date placeholders of the filter, which a run fills in relative to its own start. */
  readonly dates?: readonly string[];
}

/** Input of an execution. */
export interface ListsInput {
  /** Whether to wait for a run in progress instead of exiting, and to publish the lists however much they have changed. */
  readonly force?: boolean;
}

/** Input of every step except `ask`. */
export interface ListsStep {
  /** ARN of the execution. */
  readonly execution: string;
  /** Start of the execution, ISO 8601. */
  readonly startedAt: string;
  readonly plan: ListsPlan;
  readonly state: ListsState;
}

/** The execution's input and the results of the previous steps. */
export interface ListsState extends ListsInput {
  readonly claimed?: ListsClaimed;
  readonly similar?: SimilarLists;
  readonly trained?: Trained;
  readonly catalogue?: Catalogue;
  readonly asked?: readonly AskedSlice[];
  readonly switched?: Switched;
  readonly finished?: ListsFinished;
  /** Error of a failed step. */
  readonly error?: { readonly Error: string; readonly Cause?: string };
}

/** Result of `claim`. */
export interface ListsClaimed {
  /** Next step. `leave` or `wait` if another execution holds the lock; `deletion` while a data deletion job is in progress. */
  readonly next: 'leave' | 'wait' | 'deletion' | 'train';
  /** Milliseconds since 1970. */
  readonly claimedMs: number;
}

/** Result of `similar`: counts of the lists of similar items that it has written. */
export interface SimilarLists extends ListCounts {
  readonly shards: number;
}

/** Result of `train`. It is empty once every recommender is ACTIVE. */
export interface Trained {
  readonly waitingFor?: string;
  /** Why the recommenders will not become ACTIVE. */
  readonly problem?: string;
}

/** Result of `catalogue`: the lists to make, in slices of a size that one function can handle. */
export interface Catalogue {
  readonly items: number;
  /** Number of shards for use cases that need an item. */
  readonly shards: number;
  /** Number of shards per file of items. */
  readonly partShards: number;
  readonly slices: readonly Slice[];
  /** Milliseconds since 1970. */
  readonly madeMs: number;
  /** Why no recommender can be asked. */
  readonly problem?: string;
}

/** A part of the lists. It has only indexes, because all slices together are limited to 256 KB. */
export interface Slice {
  /** Index into the plan's lists. */
  readonly list: number;
  /** Index of the file of items; absent for a use case that needs no item. */
  readonly part?: number;
}

/** Input of `ask`. */
export interface AskStep
  extends Pick<ListsStep, 'execution' | 'startedAt' | 'plan'>, Pick<Catalogue, 'shards' | 'partShards'> {
  /** When the first slice of the run began, in milliseconds since 1970. */
  readonly sinceMs: number;
  readonly slice: Slice & Partial<AskedSlice>;
}

/** Result of `ask`. */
export interface AskedSlice extends Slice, ListCounts {
  /** Shard of the part at which to resume; absent at the end of the part. */
  readonly next?: number;
}

/** Result of `switchOver`. */
export interface Switched {
  /** Why the previous lists stay in service. */
  readonly problem?: string;
}

/** Result of `finish`. */
export interface ListsFinished {
  readonly waitingFor?: string;
  readonly outcome?: 'switched' | 'refused' | 'failed';
  /** What is wrong and what to do. */
  readonly problem?: string;
}
