import { gzipSync } from 'node:zlib';
import { DATASET_PREFIX } from '@ecommerce-recommenders/shop-data/data/datasets';
import { ADDED_PREFIX } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';
import type { StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

const HEADER = 'order;customer;sku;placed;qty';

/** `dd/MM/yyyy HH:mm` in UTC. */
const placed = (seconds: number): string => {
  const [, year, month, day, clock] = /^(\d+)-(\d+)-(\d+)T(\d+:\d+)/.exec(
    new Date(seconds * 1000).toISOString(),
  )!;
  return `${day}/${month}/${year} ${clock}`;
};

/** Order lines of 30 customers, as a shop exports them. */
export const orderLines = (count: number, from = 1_600_000_000): string =>
  [
    HEADER,
    ...Array.from({ length: count }, (_, at) => {
      const order = Math.floor(at / 3);
      return `${at % 50 === 7 ? 'C' : ''}${order};c${order % 30};s${(at * 7) % 12};${placed(from + 3600 * order)};1`;
    }),
    '',
  ].join('\n');

/** A product a line, with columns of the shop's own. */
export const products = (count = 12): string =>
  Array.from({ length: count }, (_, at) =>
    JSON.stringify({
      sku: `s${at}`,
      title: `Product ${at}`,
      group: ['mugs', 'plates'][at % 2],
      price: 5 + at,
      colour: ['red', 'blue', 'green'][at % 3],
      grams: 100 * at,
      added: 1_500_000_000 + at,
      brand: `Brand ${at % 4}`,
      rating: at / 2,
    }),
  ).join('\n');

/** A shop's export: two files of orders, one of them gzip, and products as JSON Lines. */
export const ownFiles = (): Readonly<Record<string, Buffer>> => ({
  'orders/2020.csv': Buffer.from(orderLines(1500)),
  'orders/2021.csv.gz': gzipSync(orderLines(1500, 1_610_000_000)),
  'products.jsonl': Buffer.from(products()),
});

/** How they are mapped: five columns of the shop's own, and a filter and answers that use them. */
export const OWN_FILES = {
  data: {
    interactions: {
      files: 'orders/*.csv',
      delimiter: ';',
      user: 'customer',
      item: 'sku',
      time: { column: 'placed', format: 'dd/MM/yyyy HH:mm' },
      event: { constant: 'Purchase' },
      order: 'order',
      drop: [{ column: 'order', startsWith: 'C' }],
    },
    items: {
      files: 'products.jsonl',
      id: 'sku',
      name: 'title',
      category: 'group',
      price: 'price',
      columns: {
        COLOUR: { from: 'colour', type: 'categorical' },
        GRAMS: { from: 'grams', type: 'int' },
        ADDED: { from: 'added', type: 'timestamp' },
        BRAND: { from: 'brand', type: 'string' },
        RATING: { from: 'rating', type: 'float' },
      },
    },
  },
  useCases: {
    'best-sellers': { metadata: true },
    'recommended-for-you': { excludedColumns: { ITEMS: ['RATING'] } },
  },
  filters: { red: 'INCLUDE ItemID WHERE Items.COLOUR IN ("red") AND Items.GRAMS < 1000' },
};

/** The sorted lines of each prepared file, from all its parts, without headers and without what fresh data has added. */
export async function preparedLines(account: StormAccount): Promise<Record<string, string[]>> {
  const lines: Record<string, string[]> = {};
  for (const key of await account.keys(DATASET_PREFIX)) {
    const name = /\w+\.csv/.exec(key)?.[0];
    if (name === undefined || key.startsWith(ADDED_PREFIX)) continue;
    const ofPart = (await account.read(key)).split('\n').slice(1, -1);
    lines[name] = [...(lines[name] ?? []), ...ofPart].sort();
  }
  return lines;
}
