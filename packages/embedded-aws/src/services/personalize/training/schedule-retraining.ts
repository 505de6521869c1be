import { CreationFailure } from '../errors';
import type { PersonalizeStore } from '../personalize-store';
import type { RecommenderResource } from '../recommender-resource';
import { meterRecommender } from './meter-recommender';
import { trainModel } from './train-model';

const WEEK_MS = 7 * 24 * 3_600_000;

/**
 * Retrains a recommender every seven days from its creation, if ACTIVE. A training without enough data keeps
 * the model.
 *
 * @param week - number of the next training, from 1
 * @see https://docs.aws.amazon.com/personalize/latest/dg/creating-recommenders.html
 */
export function scheduleRetraining(
  recommender: RecommenderResource,
  store: PersonalizeStore,
  week = 1,
): void {
  const { clock, changes } = store.platform;
  const dueMs = 1000 * recommender.creationDateTime + week * WEEK_MS;
  recommender.retraining = clock.schedule(dueMs - clock.now(), () => {
    scheduleRetraining(recommender, store, week + 1);
    if (recommender.status !== 'ACTIVE') return;
    trainModel(recommender, store)
      .then((model) => {
        recommender.model = model;
        meterRecommender(recommender, store.platform.meter);
        changes.notify();
      })
      .catch((error: unknown) => {
        if (error instanceof CreationFailure) return;
        console.error(`embedded AWS: training of ${recommender.arn} failed`, error);
      });
  });
}
