import type { EventType } from '@ecommerce-recommenders/personalize/use-cases';

/**
 * The weight of each event type of the training data, 0 where it does not count. Names are compared without
 * regard to case, as in Personalize's filters.
 *
 * @param others weight of the types that the table does not name
 */
export function eventWeights(
  eventTypes: readonly string[],
  weights: Partial<Record<EventType, number>>,
  others = 0,
): Float64Array {
  const byName = new Map(Object.entries(weights).map(([name, weight]) => [name.toLowerCase(), weight]));
  return Float64Array.from(eventTypes, (type) => byName.get(type.toLowerCase()) ?? others);
}
