import { USE_CASES, type UseCase, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { InteractionsBuilder } from '@ecommerce-recommenders/models/interactions-builder';
import type { StreamedEvent } from '../data/event-stream';
import { InteractionLog } from '../data/interaction-log';
import type { TrainingLog, Dataset } from '../dataset';
import { CreationFailure } from '../errors';
import type { PersonalizeStore } from '../personalize-store';
import type { RecommenderResource } from '../recommender-resource';
import { inSlices } from '../threads/in-slices';
import type { Learnt } from '../threads/jobs';
import { LEARNERS, type LearnerName } from '../threads/learners';
import { inSharedMemory } from '../threads/shared-memory';
import { shortageOf } from './shortage';
import type { TrainedModel, Training } from './trained-model';

/**
 * Trains a recommender on its dataset group's current data.
 *
 * @returns the model, or undefined if the embedded AWS closes meanwhile
 * @throws CreationFailure if there is too little data; ThreadFailure
 */
export async function trainModel(
  { useCase, datasetGroupArn }: RecommenderResource,
  store: PersonalizeStore,
): Promise<TrainedModel | undefined> {
  const { learnsFrom }: UseCase = USE_CASES[useCase];
  const trained = await train(datasetGroupArn, { learner: useCase, learnsFrom, measures: useCase }, store);
  if (!trained) return undefined;
  const { training, learned, metrics } = trained;
  return { ...training, metrics, recommender: LEARNERS[useCase].serve(learned, training.log.interactions) };
}

/** What to train. */
export interface Wanted {
  readonly learner: LearnerName;
  /** Event type of which there must be enough; any if undefined. */
  readonly learnsFrom?: string;
  /** Use case by which the model is measured as well. */
  readonly measures?: UseCaseName;
}

/** What a training has learned, and from what. */
export interface Trained extends Learnt {
  readonly training: Training;
}

/**
 * Trains on a dataset group's current data.
 *
 * @returns as {@link trainModel}
 * @throws as {@link trainModel}
 */
export async function train(
  datasetGroupArn: string,
  wanted: Wanted,
  store: PersonalizeStore,
): Promise<Trained | undefined> {
  const { threads, closing, trainInTurn } = store;
  const dataset = store.datasetOf(datasetGroupArn, 'INTERACTIONS');
  const data = dataset && trainingLog(dataset, store);
  if (!data) throw new CreationFailure(shortageOf(undefined, wanted.learnsFrom));
  const stream = dataset.events;
  const { imported, received } = data;
  try {
    const log = await data.log;
    const { number, arrays, rows } = log;
    const learnt = await trainInTurn(() =>
      threads.run('train', { log: { number, arrays }, ...wanted }, { rows }),
    );
    return { training: { log, imported, received, stream }, ...learnt };
  } catch (error) {
    if (closing.signal.aborted) return undefined;
    throw error;
  }
}

/** Whether interactions have come in since a training. */
export const hasNews = (
  { imported, stream, received }: Training,
  { interactions, events }: Dataset,
): boolean => imported !== interactions || stream !== events || received !== (events?.received ?? 0);

/** Merges imported and streamed interactions of known users. Trainings on the same data share one log. */
function trainingLog(dataset: Dataset, store: PersonalizeStore): TrainingLog | undefined {
  const { interactions: imported, events, trainingLog: latest } = dataset;
  const received = events?.received ?? 0;
  if (!events) return imported && { log: Promise.resolve(imported), imported, received };
  if (latest && latest.imported === imported && latest.received === received) return latest;
  const merged: TrainingLog = {
    log: mergedLog(imported, [...events.attributed()], store),
    imported,
    received,
  };
  dataset.trainingLog = merged;
  merged.log.catch(() => {
    if (dataset.trainingLog === merged) dataset.trainingLog = undefined;
  });
  return merged;
}

async function mergedLog(
  imported: InteractionLog | undefined,
  attributed: readonly (readonly [userId: string, event: StreamedEvent])[],
  { threads, closing }: PersonalizeStore,
): Promise<InteractionLog> {
  const streamed = new InteractionsBuilder();
  const add = (place: number): void => {
    const [userId, { itemId, eventType, timestamp, rest, orderId }] = attributed[place];
    streamed.add(userId, itemId, eventType, timestamp, rest, orderId);
  };
  await inSlices(attributed.length, add, closing.signal);
  const sources = [...(imported ? [imported.arrays.raw] : []), inSharedMemory(streamed.rawRows())];
  const rows = (imported?.rows ?? 0) + attributed.length;
  return InteractionLog.of(await threads.run('merge', { sources }, { rows }), closing.signal);
}
