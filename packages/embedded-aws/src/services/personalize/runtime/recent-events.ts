import type { RecentInteraction } from '@ecommerce-recommenders/models/recommender';
import type { Dataset } from '../dataset';
import type { Training } from '../training/trained-model';

/** Maximum number of a user's latest streamed events considered. */
const MAX_RECENT = 200;

/** The user's streamed events since the training, for items that the model knows; undefined without a stream. */
export function recentEvents(
  { log, stream, received }: Training,
  dataset: Dataset | undefined,
  userId: string,
): RecentInteraction[] | undefined {
  const events = dataset?.events;
  if (!events) return undefined;
  // A recreated dataset restarts its count.
  const known = events === stream ? received : 0;
  return events
    .of(userId)
    .slice(-MAX_RECENT)
    .filter(({ number, itemId }) => number >= known && log.itemOf.has(itemId))
    .map(({ itemId, eventType, timestamp }) => {
      const event = log.interactions.eventTypes.findIndex(
        (type) => type.toLowerCase() === eventType.toLowerCase(),
      );
      return { item: log.itemOf.get(itemId)!, event: event < 0 ? undefined : event, timestamp };
    });
}
