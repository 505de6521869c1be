import type { TrainingLog, Dataset } from '../dataset';
import { InteractionsBuilder } from '../../../recommenders/interactions-builder';
import { InteractionLog } from '../data/interaction-log';

/**
 * Imported interactions and the streamed ones whose user is known, together. Trainings on the same data share
 * one log.
 */
export function trainingLog(dataset: Dataset): TrainingLog | undefined {
  const { interactions: imported, events, trainingLog: latest } = dataset;
  const received = events?.received ?? 0;
  if (!events) return imported && { log: imported, imported, received };
  if (latest && latest.imported === imported && latest.received === received) return latest;
  const builder = new InteractionsBuilder();
  if (imported) builder.addAll(imported.builder);
  for (const [userId, { itemId, eventType, timestamp, rest }] of events.attributed())
    builder.add(userId, itemId, eventType, timestamp, rest);
  dataset.trainingLog = { log: new InteractionLog(builder), imported, received };
  return dataset.trainingLog;
}
