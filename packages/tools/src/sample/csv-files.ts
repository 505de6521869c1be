import type { Item } from './items';
import type { Interaction } from './make-interactions';
import type { User } from './users';

/** One file of the archive. */
export interface SampleFile {
  readonly name: string;
  /** Number of rows below the header. */
  readonly rows: number;
  readonly text: string;
}

/** Puts a header above the rows and ends every line with `lineEnd`. */
function sampleFile(
  name: string,
  header: string,
  rows: readonly string[],
  lineEnd: '\n' | '\r\n',
): SampleFile {
  return { name, rows: rows.length, text: [header, ...rows, ''].join(lineEnd) };
}

/** A CSV row (RFC 4180): quotes fields that need it and doubles quotes inside. */
function csvRow(fields: readonly (string | number)[]): string {
  return fields.map((field) => quoted(String(field))).join(',');
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

const SHOP = 'https://shop.example.com';
const ITEMS_HEADER =
  'id,url,sk,name,category,style,description,aliases,price,image,gender_affinity,current_stock,featured';

/** items.csv: `aliases` is a JSON list or empty, `featured` is `true` or empty, `sk` always empty. */
export function itemsCsv(items: readonly Item[]): SampleFile {
  return sampleFile('items.csv', ITEMS_HEADER, items.map(itemRow), '\n');
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

/** Dollars and two digits of cents, from integers to avoid rounding. */
function price(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

const USERS_HEADER =
  'id,username,email,first_name,last_name,addresses,age,gender,persona,discount_persona,selectable_user';

/** users.csv: `addresses` is a JSON list of one, `persona` three categories joined by underscores. */
export function usersCsv(users: readonly User[]): SampleFile {
  return sampleFile('users.csv', USERS_HEADER, users.map(userRow), '\n');
}

function userRow(user: User): string {
  const { id, firstName, lastName } = user;
  const address = {
    first_name: firstName,
    last_name: lastName,
    address1: user.street,
    address2: '',
    country: 'US',
    city: user.town,
    state: user.state,
    zipcode: user.zipCode,
    default: true,
  };
  const mailbox = `${firstName}.${lastName}.${id}`.toLowerCase().replace("'", '');
  return csvRow([
    id,
    `user${id}`,
    `${mailbox}@example.com`,
    firstName,
    lastName,
    JSON.stringify([address]),
    user.age,
    user.gender,
    user.persona.join('_'),
    user.discountPersona,
    'True',
  ]);
}

const INTERACTIONS_HEADER = 'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP,DISCOUNT';

/** interactions.csv, with CRLF line ends. No field ever needs quotes. */
export function interactionsCsv(interactions: readonly Interaction[], items: readonly Item[]): SampleFile {
  const rows = interactions.map(
    ({ item, user, type, timestamp, isDiscounted }) =>
      `${items[item].id},${user.id},${type},${timestamp},${isDiscounted ? 'Yes' : 'No'}`,
  );
  return sampleFile('interactions.csv', INTERACTIONS_HEADER, rows, '\r\n');
}
