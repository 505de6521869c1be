import { shopArchive } from '../support/shop-archive';

const USERS = 30;
const ROWS = 2_400;

/** How the archive of {@link smallShop} deviates from a valid one. */
export interface SmallShopOptions {
  /** Event types of the archive, in rotation. */
  readonly events?: readonly string[];
  /** Number of items, without a factor of seven. */
  readonly items?: number;
  /** Price of every item: changing it changes the data. */
  readonly price?: number;
  /** Words of the items, in rotation: items with the same word are similar. */
  readonly words?: readonly string[];
}

/** The smallest archive that Personalize can train on: a thousand views and as many purchases. */
export function smallShop(options: SmallShopOptions = {}): Buffer {
  const { events = ['ProductViewed', 'OrderCompleted'], items = 12, price = 9.5, words = [''] } = options;
  const word = (at: number): string => words[at % words.length];
  const item = (at: number): string => `i${(at * 7 + Math.floor(at / USERS)) % items}`;
  return shopArchive({
    items: csv(
      'id,name,category,style,description,price',
      items,
      (at) => `i${at},Item ${at},c${word(at)},s,${word(at)},${price}`,
    ),
    users: csv('id,username,age,gender', USERS, (at) => `u${at},user${at},30,F`),
    interactions: csv(
      'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP,DISCOUNT',
      ROWS,
      (at) => `${item(at)},u${at % USERS},${events[at % events.length]},${1_600_000_000 + 60 * at},No`,
    ),
  });
}

const csv = (header: string, rows: number, row: (at: number) => string): string =>
  [header, ...Array.from({ length: rows }, (_, at) => row(at)), ''].join('\n');

/** The tables of {@link smallShop}, as a shop's own. */
export const TABLES = {
  interactions: {
    files: 'interactions.csv',
    user: 'USER_ID',
    item: 'ITEM_ID',
    time: { column: 'TIMESTAMP', format: 'seconds' },
    event: 'EVENT_TYPE',
  },
  items: { files: 'items.csv', id: 'id', category: 'category', price: 'price' },
  users: { files: 'users.csv', id: 'id', columns: { AGE: { from: 'age', type: 'int' } } },
};
