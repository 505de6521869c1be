import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { ListCounts } from '../lists/compare-lists';
import type { RecommenderProperties } from './recommender';

/** Environment variables of the functions that make lists. */
export interface ListsEnvironment {
  readonly DATA_BUCKET: string;
  readonly DATASET_GROUP_ARN: string;
  /** Owner of the temporary recommenders. */
  readonly STACK_ID: string;
  /** The setting listsItems. */
  readonly ITEMS: 'all' | 'with-traffic';
  /** Hours that a run waits for training, and then for deletions. */
  readonly PATIENCE_HOURS: string;
}

/** What a run makes: part of the state machine's definition, since it may exceed a function's environment. */
export interface ListsPlan {
  readonly recommenders: readonly RecommenderProperties[];
  readonly lists: readonly PlannedLists[];
  /** ARNs of all recommenders that a run of any settings may have left. */
  readonly temporary: readonly string[];
}

/** The lists of one use case, with one filter or without. */
export interface PlannedLists {
  readonly useCase: UseCaseName;
  readonly recommenderArn: string;
  /** Name in the settings, and ARN. */
  readonly filter?: string;
  readonly filterArn?: string;
  /** Its placeholders for days, which a run fills with its own. */
  readonly dates?: readonly string[];
}

/** Input of an execution. */
export interface ListsInput {
  /** Waits for a run in progress instead of leaving it the work, and takes the lists however much they differ. */
  readonly force?: boolean;
}

/** Input of every step but `ask`. */
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
  /** `leave` or `wait` if another execution makes lists; `deletion` while a data deletion job is open. */
  readonly next: 'leave' | 'wait' | 'deletion' | 'train';
  /** Milliseconds since 1970. */
  readonly claimedMs: number;
}

/** Result of `train`: empty once every recommender is ACTIVE. */
export interface Trained {
  readonly waitingFor?: string;
  /** Why there will be no recommender. */
  readonly problem?: string;
}

/** Result of `catalogue`: what is asked, in slices that one function can do. */
export interface Catalogue {
  readonly items: number;
  /** Of use cases that need an item. */
  readonly shards: number;
  /** Shards in one file of items. */
  readonly partShards: number;
  readonly slices: readonly Slice[];
  /** Milliseconds since 1970. */
  readonly madeMs: number;
  /** Why nothing can be asked. */
  readonly problem?: string;
}

/** A part of the lists, by indexes alone: all slices together have 256 KB. */
export interface Slice {
  /** Index in the plan's lists. */
  readonly list: number;
  /** Index of the file of items; absent for a use case that needs no item. */
  readonly part?: number;
}

/** Input of `ask`. */
export interface AskStep
  extends Pick<ListsStep, 'execution' | 'startedAt' | 'plan'>, Pick<Catalogue, 'shards' | 'partShards'> {
  /** When the asking began, in milliseconds since 1970. */
  readonly sinceMs: number;
  readonly slice: Slice & Partial<AskedSlice>;
}

/** Result of `ask`. */
export interface AskedSlice extends Slice, ListCounts {
  /** Shard of the part to go on with; absent at its end. */
  readonly next?: number;
}

/** Result of `switchOver`. */
export interface Switched {
  /** Why the former lists stay in service. */
  readonly problem?: string;
}

/** Result of `finish`. */
export interface ListsFinished {
  readonly waitingFor?: string;
  readonly outcome?: 'switched' | 'refused' | 'failed';
  /** What is wrong and what to do. */
  readonly problem?: string;
}
