import type { Recommender } from '../../../recommenders/recommender';
import type { InteractionLog } from '../data/interaction-log';

/** What a training makes. */
export interface TrainedModel {
  /** The interactions it learnt from; its integers are those of {@link recommender}. */
  readonly log: InteractionLog;
  readonly recommender: Recommender;
}
