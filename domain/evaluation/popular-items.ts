import type { EventType } from '../use-cases';
import type { Histories } from './histories';
import { ofEventType } from './of-event-type';

/** The items with the most training interactions of an event type, or of all; ties by item id. */
export function popularItems(training: Histories, eventType: EventType | undefined): string[] {
  const counts = new Map<string, number>();
  for (const history of training.values())
    for (const { itemId } of ofEventType(history, eventType))
      counts.set(itemId, (counts.get(itemId) ?? 0) + 1);
  return [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)! || (a < b ? -1 : 1));
}
