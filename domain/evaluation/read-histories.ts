import { historiesOf, type Histories, type Interaction } from './histories';
import { readRows } from './read-rows';

/**
 * Reads a prepared file of interactions.
 *
 * @param file what messages call it
 * @throws Error that names the file, and the line or the column that is missing
 */
export async function readHistories(source: AsyncIterable<Buffer>, file: string): Promise<Histories> {
  // An id occurs in many rows; one string serves them all.
  const strings = new Map<string, string>();
  const one = (text: string): string => strings.get(text) ?? (strings.set(text, text), text);
  const rows: (Interaction & { readonly userId: string })[] = [];
  for await (const chunk of readRows(source, file, ['USER_ID', 'ITEM_ID', 'EVENT_TYPE', 'TIMESTAMP']))
    for (const [userId, itemId, eventType, timestamp] of chunk)
      rows.push({
        userId: one(userId),
        itemId: one(itemId),
        eventType: one(eventType),
        timestamp: Number(timestamp),
      });
  return historiesOf(rows);
}
