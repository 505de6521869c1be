import { textOf } from '@ecommerce-recommenders/csv/csv-chunk';
import { readCsv } from '@ecommerce-recommenders/csv/read-csv';
import { historiesOf, type Histories, type Interaction } from './histories';

/**
 * Reads columns of a prepared file in chunks of rows. Fields are in the order of the names.
 *
 * @param file - name in messages
 * @param optional - columns that may be missing; their fields are then empty
 * @throws Error that names the file, and the line or the missing column
 */
export async function* readRows<const Names extends readonly string[]>(
  source: AsyncIterable<Buffer>,
  file: string,
  names: Names,
  optional: readonly string[] = [],
): AsyncGenerator<{ [at in keyof Names]: string }[]> {
  const { columns, chunks } = await readCsv(source, { file, escape: '\\' });
  const missing = names.filter((name) => !columns.includes(name) && !optional.includes(name));
  if (missing.length > 0)
    throw new Error(`${file}, line 1: lacks ${missing.join(', ')}; it has ${columns.join(', ')}`);
  const indexes = names.map((name) => columns.indexOf(name));
  for await (const chunk of chunks)
    yield Array.from({ length: chunk.rows }, (_, row) => {
      const fields = indexes.map((index) => (index < 0 ? '' : textOf(chunk, row, index)));
      return fields as { [at in keyof Names]: string };
    });
}

/**
 * Reads a prepared interactions file.
 *
 * @param file - name in messages
 * @throws Error that names the file, and the line or the missing column
 */
export async function readHistories(source: AsyncIterable<Buffer>, file: string): Promise<Histories> {
  // Interned, because an id occurs in many rows.
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

const CATEGORY = 'CATEGORY_L1';

/**
 * Reads item categories from a prepared items file. They are empty if the file has none.
 *
 * @param file - name in messages
 * @throws Error that names the file, and the line or the missing column
 */
export async function readCategories(
  source: AsyncIterable<Buffer>,
  file: string,
): Promise<ReadonlyMap<string, string>> {
  const categories = new Map<string, string>();
  for await (const chunk of readRows(source, file, ['ITEM_ID', CATEGORY], [CATEGORY]))
    for (const [itemId, category] of chunk) categories.set(itemId, category);
  return categories;
}
