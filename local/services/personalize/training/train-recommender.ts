import { setImmediate } from 'node:timers/promises';
import { ALGORITHMS } from '../../../recommenders/algorithms';
import { CreationFailure } from '../creation-failure';
import type { PersonalizeStore } from '../personalize-store';
import type { RecommenderResource } from '../recommender-resource';
import { shortageOf } from './shortage';

/**
 * Trains a recommender on what its dataset group holds now, and puts the model in the place of the former.
 *
 * @throws CreationFailure when the data is too little; the former model stays
 */
export async function trainRecommender(
  recommender: RecommenderResource,
  store: PersonalizeStore,
): Promise<void> {
  const { useCase, datasetGroupArn } = recommender;
  const log = store.datasetOf(datasetGroupArn, 'INTERACTIONS')?.interactions;
  const shortage = shortageOf(log?.interactions, useCase);
  if (shortage !== undefined || !log) throw new CreationFailure(shortage);
  // Between the trainings of several recommenders, the requests that wait are answered.
  await setImmediate();
  if (store.closing.signal.aborted) return;
  recommender.model = { log, recommender: ALGORITHMS[useCase](log.interactions) };
}
