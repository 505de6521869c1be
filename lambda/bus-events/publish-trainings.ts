import {
  EVENT_VERSION,
  type StackEvent,
} from '@ecommerce-recommenders/shop-data/contracts/bus-events/bus-events';
import { TRAININGS_SEEN_KEY } from '@ecommerce-recommenders/shop-data/contracts/functions/bus-events';
import { errorInWords } from '../shop/resources/error-in-words';
import type { ListObjects } from '../lists/steps/list-objects';
import type { PutEvent } from './event-bus';
import type { EndedTraining, SeenTrainings } from './see-trainings';

/** State of the previous check, at {@link TRAININGS_SEEN_KEY}. */
export interface Remembered extends Pick<SeenTrainings, 'columns'> {
  /** Ids of trainings that have been published or need not be. */
  readonly published: readonly string[];
}

/** Dependencies of {@link publishTrainings}. */
export interface PublishTrainingsDeps {
  readonly see: () => Promise<SeenTrainings>;
  readonly objects: Pick<ListObjects, 'get' | 'put'>;
  readonly stackName: string;
  readonly datasetGroupArn: string;
  readonly put: PutEvent;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const DAY_MS = 86_400_000;

/**
 * Publishes the trainings that have ended since the previous check, each once. The next check retries events that failed.
 *
 * @throws Error if the bus did not accept an event, after publishing the others
 */
export function publishTrainings({
  see,
  objects,
  stackName,
  datasetGroupArn,
  put,
  now,
}: PublishTrainingsDeps) {
  return async (): Promise<void> => {
    const text = await objects.get(TRAININGS_SEEN_KEY);
    const before = text === undefined ? undefined : (JSON.parse(text) as Remembered);
    const seen = await see();
    const failed = new Set<string>();
    for (const training of newTrainings(seen, before, now())) {
      const detail = { stack: stackName, datasetGroupArn };
      await put(eventOf(training, detail)).catch(() => failed.add(training.id));
    }
    const after: Remembered = {
      published: seen.ended.map(({ id }) => id).filter((id) => !failed.has(id)),
      columns: seen.columns,
    };
    if (JSON.stringify(after) !== text) await objects.put(TRAININGS_SEEN_KEY, after);
    if (failed.size > 0)
      throw new Error(`The event bus did not accept the events for ${[...failed].join(', ')}.`);
  };
}

/**
 * Trainings that no earlier check has seen; on the first check, those that began within a day. An update of a
 * recommender trains only if it changes the columns. Other updates are published only if they fail.
 */
function newTrainings(
  { ended, columns }: SeenTrainings,
  before: Remembered | undefined,
  nowMs: number,
): EndedTraining[] {
  return ended
    .filter(({ id, startedMs }) => (before ? !before.published.includes(id) : startedMs >= nowMs - DAY_MS))
    .filter(({ of, resource, reason }) => {
      const former = before?.columns[resource];
      const hasTrained = former !== undefined && former !== columns[resource];
      return of !== 'recommender update' || reason !== undefined || hasTrained;
    });
}

function eventOf(
  { startedMs, endedMs, reason, ndcg, coverage, ...training }: EndedTraining,
  stack: { readonly stack: string; readonly datasetGroupArn: string },
): StackEvent {
  const detail = {
    version: EVENT_VERSION,
    ...stack,
    ...training,
    startedAt: new Date(startedMs).toISOString(),
    endedAt: new Date(endedMs).toISOString(),
  } as const;
  return reason === undefined
    ? { detailType: 'Training Completed', detail: { ...detail, ndcg, coverage } }
    : { detailType: 'Training Failed', detail: { ...detail, reason: errorInWords(new Error(reason)) } };
}
