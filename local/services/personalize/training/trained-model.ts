import type { Metrics } from '../../../recommenders/leave-last-out';
import type { Recommender } from '../../../recommenders/recommender';
import type { NewItems } from '../runtime/new-items';
import type { InteractionLog } from '../data/interaction-log';

/** What a training makes. */
export interface TrainedModel {
  /** The interactions it learnt from; its integers are those of {@link recommender}. */
  readonly log: InteractionLog;
  /** Events that had been streamed when it was trained; later ones are news to it. */
  readonly received: number;
  readonly recommender: Recommender;
  /** Computed when they are first asked for. */
  metrics?: Metrics;
  /** What it can explore, as far as it was asked. */
  newItems?: NewItems;
}
