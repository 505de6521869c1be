import { csvRow } from './csv-row';
import type { Item } from './item';
import { sampleFile, type SampleFile } from './sample-file';

const SHOP = 'https://shop.example.com';
const HEADER =
  'id,url,sk,name,category,style,description,aliases,price,image,gender_affinity,current_stock,featured';

/** items.csv: `aliases` is a JSON list or empty, `featured` is `true` or empty, `sk` always empty. */
export function itemsCsv(items: readonly Item[]): SampleFile {
  return sampleFile('items.csv', HEADER, items.map(itemRow), '\n');
}

function itemRow(item: Item): string {
  return csvRow([
    item.id,
    `${SHOP}/#/product/${item.id}`,
    '',
    item.name,
    item.category,
    item.style,
    item.description,
    item.aliases.length > 0 ? JSON.stringify(item.aliases) : '',
    price(item.priceCents),
    `${SHOP}/images/${item.category}/${item.id}.jpg`,
    item.affinity,
    item.stock,
    item.isFeatured ? 'true' : '',
  ]);
}

/** Dollars and two digits of cents, put together without a fraction that an engine could round. */
function price(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}
