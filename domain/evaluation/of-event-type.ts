import type { EventType } from '../use-cases';
import type { Interaction } from './histories';

/** The interactions of one event type, written in any case, or all where none is named. */
export function ofEventType(
  history: readonly Interaction[] = [],
  eventType?: EventType,
): readonly Interaction[] {
  if (eventType === undefined) return history;
  const wanted = eventType.toLowerCase();
  return history.filter((row) => row.eventType === eventType || row.eventType.toLowerCase() === wanted);
}
