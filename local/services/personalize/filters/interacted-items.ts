import { isField, type Condition } from '../../../../domain/filters/filter-expression';
import { latestItems } from '../data/latest-items';
import type { Dataset } from '../dataset';

/** A filter looks at this many of a user's latest interactions of each event type. */
export const MAX_INTERACTIONS = 100;

/** Ids of the items that the user had to do with by one of the event types of a condition. */
export function interactedItems({ against }: Condition, dataset: Dataset, userId: string): Set<string> {
  const values = isField(against) ? [] : against;
  // The guide shows the asterisk in quotes, too.
  const isAny = values.some((value) => value.kind === 'any' || (value.kind === 'text' && value.text === '*'));
  const types = isAny
    ? [...(dataset.interactions?.interactions.eventTypes ?? []), ...(dataset.events?.eventTypes ?? [])]
    : values.flatMap((value) => (value.kind === 'text' ? [value.text] : []));
  const items = new Set<string>();
  for (const type of new Set(types.map((one) => one.toLowerCase())))
    for (const item of latestItems(dataset, userId, type, MAX_INTERACTIONS)) items.add(item);
  return items;
}
