import type { RecordTable } from '../data/record-table';
import type { Metrics } from '@ecommerce-recommenders/models/leave-last-out';
import type { Recommender } from '@ecommerce-recommenders/models/recommender';

import type { EventStream } from '../data/event-stream';
import type { InteractionLog } from '../data/interaction-log';

/** Items that a model can only explore. */
export interface NewItems {
  /** The model's items and after them those that are new, or were once. It grows. */
  readonly itemIds: string[];
  /** Places of the new ones in {@link itemIds}, in order of id. */
  readonly newItems: readonly number[];
  /** What they were found in; another one makes them out of date. */
  readonly table: RecordTable;
  readonly maxAgeDays: number;
  /** The table's version that they are up to date with. */
  readonly version: number;
  /** Place of each of {@link itemIds} that the model does not have. */
  readonly placeOf: Map<string, number>;
}

/** What a training makes. */
export interface TrainedModel {
  /** The interactions it learnt from; its integers are those of {@link recommender}. */
  readonly log: InteractionLog;
  /** The stream it learnt from, and the events that had come then: later ones, and another stream's, are news. */
  readonly stream?: EventStream;
  readonly received: number;
  readonly recommender: Recommender;
  /** Computed when they are first asked for. */
  metrics?: Metrics;
  /** What it can explore, as far as it was asked. */
  newItems?: NewItems;
}
