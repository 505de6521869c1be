import type { Metrics } from '../../../recommenders/leave-last-out';
import type { Recommender } from '../../../recommenders/recommender';
import type { NewItems } from '../runtime/new-items';
import type { EventStream } from '../data/event-stream';
import type { InteractionLog } from '../data/interaction-log';

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
