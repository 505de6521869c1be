import type { EventType } from '@ecommerce-recommenders/personalize/use-cases';

/**
 * Weight of each event type in the training data; 0 means ignored. Names are case-insensitive, as in Personalize's filters.
 *
 * @param others - weight of types that are not in the table
 */
export function eventWeights(
  eventTypes: readonly string[],
  weights: Partial<Record<EventType, number>>,
  others = 0,
): Float64Array {
  const byName = new Map(Object.entries(weights).map(([name, weight]) => [name.toLowerCase(), weight]));
  return Float64Array.from(eventTypes, (type) => byName.get(type.toLowerCase()) ?? others);
}
