import { setImmediate } from 'node:timers/promises';
import { ALGORITHMS } from '../../../recommenders/algorithms';
import { CreationFailure } from '../creation-failure';
import type { PersonalizeStore } from '../personalize-store';
import type { RecommenderResource } from '../recommender-resource';
import { shortageOf } from './shortage';
import type { TrainedModel } from './trained-model';
import { trainingLog } from './training-log';

/**
 * Trains a recommender on what its dataset group holds now.
 *
 * @returns the model, or undefined when the embedded AWS ends meanwhile
 * @throws CreationFailure when the data is too little
 */
export async function trainModel(
  { useCase, datasetGroupArn }: RecommenderResource,
  store: PersonalizeStore,
): Promise<TrainedModel | undefined> {
  const dataset = store.datasetOf(datasetGroupArn, 'INTERACTIONS');
  const data = dataset && trainingLog(dataset);
  const stream = dataset?.events;
  const shortage = shortageOf(data?.log.interactions, useCase);
  if (shortage !== undefined || !data) throw new CreationFailure(shortage);
  const { log, received } = data;
  return store.trainInTurn(async () => {
    // Between the trainings of several recommenders, the requests that wait are answered.
    await setImmediate();
    const { signal } = store.closing;
    try {
      signal.throwIfAborted();
      const recommender = await ALGORITHMS[useCase](log.interactions, { signal });
      return { log, stream, received, recommender };
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  });
}
