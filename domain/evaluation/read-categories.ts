import { readRows } from './read-rows';

/**
 * Reads the category of each item from a prepared file of items.
 *
 * @param file what messages call it
 * @throws Error that names the file, and the line or the column that is missing
 */
export async function readCategories(
  source: AsyncIterable<Buffer>,
  file: string,
): Promise<ReadonlyMap<string, string>> {
  const categories = new Map<string, string>();
  for await (const chunk of readRows(source, file, ['ITEM_ID', 'CATEGORY_L1']))
    for (const [itemId, category] of chunk) categories.set(itemId, category);
  return categories;
}
