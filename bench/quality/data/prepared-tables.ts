import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { temporaryFolder } from 'embedded-aws/temporary-folder';
import { prepareData } from '@ecommerce-recommenders/shop-data/data/preparation/prepare-data';
import { DATASETS, WARM_FILE } from '@ecommerce-recommenders/shop-data/data/datasets';
import { directorySink } from '@ecommerce-recommenders/tools/prepare-data/directory-sink';
import { archiveFile } from '@ecommerce-recommenders/tools/shop-files/named-files';
import type { DescribedItem } from '@ecommerce-recommenders/models/similar-items';
import { readTable } from './read-table';
import type { QualityData, QualityRow } from '../quality-data';

const COLUMNS = ['USER_ID', 'ITEM_ID', 'EVENT_TYPE', 'TIMESTAMP'] as const;
const ORDER_COLUMN = 'ORDER_ID';

/** Possible names of the file with all interactions in a folder of prepared tables, in order of preference. */
const FILES = [WARM_FILE, 'interactions.csv', DATASETS.INTERACTIONS.file];

/**
 * Reads interactions in the columns of Personalize, with {@link ORDER_COLUMN} if there is one: from a CSV file, a
 * folder with one, or an archive as the preparation takes it.
 *
 * @throws Error that says what is missing
 */
export async function readPrepared(path: string): Promise<QualityData> {
  if (/\.(tar|tar\.gz|tgz)$/.test(path)) return readArchive(path);
  const folder = statSync(path).isDirectory() ? path : undefined;
  const items = folder && join(folder, DATASETS.ITEMS.file);
  return {
    title: basename(path),
    origin: 'Prepared tables, as they are.',
    rows: await readInteractions(folder ? fileIn(folder) : path),
    ...(items && existsSync(items) && { items: await readItems(items) }),
  };
}

async function readArchive(path: string): Promise<QualityData> {
  const folder = await temporaryFolder('bench');
  try {
    const { open } = await archiveFile(path);
    await prepareData({
      openArchive: open,
      settings: {
        holdout: 0.1,
        eventTypes: { ProductViewed: 'View', OrderCompleted: 'Purchase' },
        escape: '"',
      },
      sink: directorySink(folder.path),
    });
    return { ...(await readPrepared(folder.path)), title: basename(path), origin: 'A prepared archive.' };
  } finally {
    folder.remove();
  }
}

function fileIn(folder: string): string {
  const found = FILES.map((name) => join(folder, name)).find((file) => existsSync(file));
  if (found === undefined) throw new Error(`${folder} has none of ${FILES.join(', ')}`);
  return found;
}

async function readInteractions(file: string): Promise<QualityRow[]> {
  const rows: QualityRow[] = [];
  const hasOrders = await hasColumn(file, ORDER_COLUMN);
  const names = hasOrders ? ([...COLUMNS, ORDER_COLUMN] as const) : COLUMNS;
  for await (const [userId, itemId, eventType, timestamp, orderId] of readTable(file, ',', names))
    rows.push({
      userId,
      itemId,
      eventType,
      timestamp: Number(timestamp),
      ...(orderId && { orderId }),
    });
  return rows;
}

const ITEM_COLUMNS = ['ITEM_ID', 'NAME', 'PRODUCT_DESCRIPTION', 'CATEGORY_L1', 'STYLE', 'PRICE'] as const;

async function readItems(file: string): Promise<DescribedItem[]> {
  const items: DescribedItem[] = [];
  for await (const [id, name, description, category, style, price] of readTable(file, ',', ITEM_COLUMNS))
    items.push({
      ...{ id, name, description, price: Number(price) },
      categories: { CATEGORY_L1: category, STYLE: style },
    });
  return items;
}

/** Whether a table's header has a column. */
async function hasColumn(file: string, name: string): Promise<boolean> {
  try {
    for await (const row of readTable(file, ',', [name])) return row.length > 0;
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.includes(' lacks ')) return false;
    throw error;
  }
}
