import type { RecordTable } from '../data/record-table';
import type { Metrics } from '@ecommerce-recommenders/models/leave-last-out';
import type { ItemRanker } from '@ecommerce-recommenders/models/personalized-ranking';
import type { Recommender } from '@ecommerce-recommenders/models/recommender';
import type { UserSegments } from '@ecommerce-recommenders/models/user-segments';

import type { EventStream } from '../data/event-stream';
import type { InteractionLog } from '../data/interaction-log';

/** Items that a model can only explore. */
export interface NewItems {
  /** The model's items, then those that are or were new. Append-only. */
  readonly itemIds: string[];
  /** Indexes of new items in {@link itemIds}, in id order. */
  readonly newItems: readonly number[];
  /** Source table; stale for any other. */
  readonly table: RecordTable;
  readonly maxAgeDays: number;
  /** Table version it reflects. */
  readonly version: number;
  /** Index of each item in {@link itemIds} that the model does not know. */
  readonly placeOf: Map<string, number>;
}

/** What a training learnt from. */
export interface Training {
  /** The interactions; their integer ids are the model's. */
  readonly log: InteractionLog;
  /** The imported ones among them. */
  readonly imported?: InteractionLog;
  /**
   * The stream it learnt from, and the number of events included: later events, or another stream's, are new
   * to it.
   */
  readonly stream?: EventStream;
  readonly received: number;
}

/** What a solution version has learnt. */
export type SolutionModel = RankingModel | TrainedModel | SegmentModel;

/** A solution version's model for user segments. */
export interface SegmentModel extends Training {
  readonly segments: UserSegments;
}

/** A solution version's model for rankings. */
export interface RankingModel extends Training {
  readonly ranker: ItemRanker;
  /** Computed on first use. */
  metrics?: Metrics;
}

/** A recommender's model, or that of a solution version for recommendations. */
export interface TrainedModel extends Training {
  readonly recommender: Recommender;
  /** Computed with the training for a recommender, on first use for a solution version. */
  metrics?: Metrics;
  /** Explorable items; computed lazily. */
  newItems?: NewItems;
}
