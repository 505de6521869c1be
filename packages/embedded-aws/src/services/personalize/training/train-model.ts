import { setImmediate } from 'node:timers/promises';
import { ALGORITHMS } from '@ecommerce-recommenders/models/algorithms';
import type { Interactions } from '@ecommerce-recommenders/models/interactions';
import { InteractionsBuilder } from '@ecommerce-recommenders/models/interactions-builder';
import type { TrainingOptions } from '@ecommerce-recommenders/models/training-options';
import { USE_CASES, type UseCase } from '@ecommerce-recommenders/personalize/use-cases';
import { InteractionLog } from '../data/interaction-log';
import type { TrainingLog, Dataset } from '../dataset';
import { CreationFailure } from '../errors';
import type { PersonalizeStore } from '../personalize-store';
import type { RecommenderResource } from '../recommender-resource';
import { shortageOf } from './shortage';
import type { TrainedModel, Training } from './trained-model';

/**
 * Trains a recommender on its dataset group's current data.
 *
 * @returns the model, or undefined if the embedded AWS closes meanwhile
 * @throws CreationFailure if there is too little data
 */
export const trainModel = (
  { useCase, datasetGroupArn }: RecommenderResource,
  store: PersonalizeStore,
): Promise<TrainedModel | undefined> => {
  const { learnsFrom }: UseCase = USE_CASES[useCase];
  return train(
    datasetGroupArn,
    learnsFrom,
    async (interactions, options) => ({ recommender: await ALGORITHMS[useCase](interactions, options) }),
    store,
  );
};

/**
 * Trains on a dataset group's current data.
 *
 * @param learnsFrom - event type of which there must be enough; any if undefined
 * @returns as {@link trainModel}
 * @throws CreationFailure if there is too little data
 */
export async function train<Model>(
  datasetGroupArn: string,
  learnsFrom: string | undefined,
  learn: (interactions: Interactions, options: TrainingOptions) => Promise<Model>,
  store: PersonalizeStore,
): Promise<(Model & Training) | undefined> {
  const dataset = store.datasetOf(datasetGroupArn, 'INTERACTIONS');
  const data = dataset && trainingLog(dataset);
  const stream = dataset?.events;
  const shortage = shortageOf(data?.log.interactions, learnsFrom);
  if (shortage !== undefined || !data) throw new CreationFailure(shortage);
  return store.trainInTurn(async () => {
    // Yields between trainings, so that waiting requests are served.
    await setImmediate();
    const { signal } = store.closing;
    try {
      signal.throwIfAborted();
      return { ...data, stream, ...(await learn(data.log.interactions, { signal })) };
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  });
}

/** Whether interactions have come in since a training. */
export const hasNews = (
  { imported, stream, received }: Training,
  { interactions, events }: Dataset,
): boolean => imported !== interactions || stream !== events || received !== (events?.received ?? 0);

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
