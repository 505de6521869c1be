import type { Dataset } from '../dataset';

/**
 * Item ids of a user's latest events of a type, imported and streamed: what filters see.
 *
 * @param eventType - case-insensitive; `*` is any
 * @param max - maximum number of events
 */
export function latestItems(
  { interactions: log, events: stream }: Dataset,
  userId: string,
  eventType: string,
  max: number,
): Set<string> {
  const items = new Set<string>();
  const wanted = eventType.toLowerCase();
  const isWanted = (type: string): boolean => wanted === '*' || type.toLowerCase() === wanted;
  let left = max;
  const streamed = stream?.of(userId) ?? [];
  let next = streamed.length - 1;
  const takeStreamed = (since: number): void => {
    for (; next >= 0 && streamed[next].timestamp >= since && left > 0; next--) {
      if (!isWanted(streamed[next].eventType)) continue;
      items.add(streamed[next].itemId);
      left--;
    }
  };
  if (log) {
    const { events, items: itemOfRow, itemIds, eventTypes, timestamps } = log.interactions;
    const isWantedEvent = eventTypes.map(isWanted);
    const [first, end] = log.rowsOf(userId);
    for (let row = end - 1; row >= first && left > 0; row--) {
      if (!isWantedEvent[events[row]]) continue;
      takeStreamed(timestamps[row]);
      if (left-- > 0) items.add(itemIds[itemOfRow[row]]);
    }
  }
  takeStreamed(-Infinity);
  return items;
}
