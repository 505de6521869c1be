import { textOf } from '@ecommerce-recommenders/csv/csv-chunk';
import { readCsv } from '@ecommerce-recommenders/csv/read-csv';
import {
  queryConditions,
  type QueryCondition,
} from '@ecommerce-recommenders/shop-data/contracts/batch/segment-query';
import type { SegmentsSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/segments-settings';
import type { DatasetSource } from '@ecommerce-recommenders/shop-data/data/datasets';
import { eventTypesOf } from '@ecommerce-recommenders/shop-data/data/mapping/datasets-of';
import { columnIndexes } from '@ecommerce-recommenders/shop-data/data/preparation/check-table';
import { readPasses } from '@ecommerce-recommenders/shop-data/data/preparation/read-passes';
import { openShop, type ShopPlace } from '../shop-files/opened-shop';
import { readInteractions } from './read-interactions';

/** Segments to check against the data. */
export type AskedSegments = Pick<SegmentsSettings, 'items' | 'queries'>;

/**
 * Why segments will be empty: an item has no interactions, or no item matches a query.
 *
 * @returns a sentence for each
 * @throws DataError if the data cannot be read
 */
export async function emptySegments(
  shop: ShopPlace,
  { items, queries }: AskedSegments,
): Promise<readonly string[]> {
  const { source, datasets } = await openShop(shop);
  const eventTypes = eventTypesOf(shop.data, shop.eventTypes);
  const table = datasets.ITEMS;
  const names = Object.keys(queries);
  const read = await readPasses(source)('check', {
    INTERACTIONS: (body) => readInteractions(body, eventTypes, datasets.INTERACTIONS),
    ITEMS: table && ((body: AsyncIterable<Buffer>) => namesMet(body, table, queries)),
    USERS: undefined,
  });
  const { itemIds } = read.INTERACTIONS.log;
  return [
    ...items
      .filter((itemId) => itemIds.findText(itemId) === undefined)
      .map((itemId) => `segments.items names ${JSON.stringify(itemId)}, which no interaction has.`),
    ...names
      .filter((name) => read.ITEMS?.has(name) === false)
      .map((name) => `segments.queries.${name} is met by no item: ${queries[name]}.`),
  ];
}

/** Names of the queries that an item matches. */
async function namesMet(
  body: AsyncIterable<Buffer>,
  source: DatasetSource,
  queries: AskedSegments['queries'],
): Promise<ReadonlySet<string>> {
  const csv = await readCsv(body, { file: source.member, escape: '"' });
  const indexes = columnIndexes(source, csv.columns);
  const indexOf = new Map(source.columns.map(({ name }, at) => [name, indexes[at]]));
  const open = new Map(Object.entries(queries).map(([name, query]) => [name, queryConditions(query)]));
  const met = new Set<string>();
  for await (const chunk of csv.chunks)
    for (let row = 0; row < chunk.rows && open.size > 0; row++)
      for (const [name, conditions] of open) {
        if (!conditions.every((one) => holds(one, textOf(chunk, row, indexOf.get(one.column)!)))) continue;
        open.delete(name);
        met.add(name);
      }
  return met;
}

/** Whether a cell has a value. A categorical cell may have several, joined with `|`. */
const holds = ({ value }: QueryCondition, cell: string): boolean =>
  typeof value === 'number' ? cell !== '' && Number(cell) === value : cell.split('|').includes(value);
