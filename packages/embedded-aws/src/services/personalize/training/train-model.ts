import { setImmediate } from 'node:timers/promises';
import { ALGORITHMS } from '@ecommerce-recommenders/models/algorithms';
import { InteractionsBuilder } from '@ecommerce-recommenders/models/interactions-builder';
import { InteractionLog } from '../data/interaction-log';
import type { TrainingLog, Dataset } from '../dataset';
import { CreationFailure } from '../errors';
import type { PersonalizeStore } from '../personalize-store';
import type { RecommenderResource } from '../recommender-resource';
import { shortageOf } from './shortage';
import type { TrainedModel } from './trained-model';

/**
 * Trains a recommender on its dataset group's current data.
 *
 * @returns the model, or undefined if the embedded AWS closes meanwhile
 * @throws CreationFailure if there is too little data
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
    // Yields between trainings, so that waiting requests are served.
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

/** Merges imported and streamed interactions of known users. Trainings on the same data share one log. */
function trainingLog(dataset: Dataset): TrainingLog | undefined {
  const { interactions: imported, events, trainingLog: latest } = dataset;
  const received = events?.received ?? 0;
  if (!events) return imported && { log: imported, imported, received };
  if (latest && latest.imported === imported && latest.received === received) return latest;
  const builder = new InteractionsBuilder();
  if (imported) builder.addAll(imported.builder);
  for (const [userId, { itemId, eventType, timestamp, rest, orderId }] of events.attributed())
    builder.add(userId, itemId, eventType, timestamp, rest, orderId);
  dataset.trainingLog = { log: new InteractionLog(builder), imported, received };
  return dataset.trainingLog;
}
