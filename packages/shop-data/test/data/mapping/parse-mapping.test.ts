import { whyNotGlue } from '../../../src/data/mapping/sql/why-not-glue';
import { datasetsOf, tablesOf } from '../../../src/data/mapping/datasets-of';
import { DATASETS } from '../../../src/data/datasets';
import { parseMapping } from '../../../src/data/mapping/parse-mapping';

const FILES = { files: 'orders.csv', user: 'customer', item: 'sku', time: 'placed' };
const INTERACTIONS = { ...FILES, event: { constant: 'Purchase' } };
const ITEMS = { files: 'products.csv', id: 'sku', category: 'group', price: { constant: 0 } };

const ownColumns = (count: number): object =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`C${at}`, { from: `c${at}`, type: 'int' }]));

const SLOW_PATTERNS = ['+(a|b).csv', '*(a)b.csv', '(a*)+b.csv', '{aa,a}+b.csv', '[a]+b.csv'].concat([
  '*a*b*c*d*.csv',
  '**/a/**/b/**/*.csv',
]);

const shown = { ...INTERACTIONS, shown: { name: 'title', price: 'price' } };

it('a mapping makes the datasets that it has, and no other, and the workshop’s where it is not there', () => {
  const datasets = datasetsOf(
    parseMapping({
      interactions: { ...INTERACTIONS, order: 'invoice' },
      items: { ...ITEMS, name: 'title', columns: { COLOUR: { from: 'colour', type: 'categorical' } } },
    }),
  );
  expect(Object.keys(datasets)).toEqual(['INTERACTIONS', 'ITEMS']);
  expect(datasets.INTERACTIONS.schema.fields.map(({ name }) => name).join()).toBe(
    'ITEM_ID,USER_ID,EVENT_TYPE,ORDER_ID,TIMESTAMP',
  );
  expect(datasets.ITEMS!.schema.fields).toEqual([
    { name: 'ITEM_ID', type: 'string' },
    { name: 'NAME', type: ['null', 'string'] },
    { name: 'CATEGORY_L1', type: ['string'], categorical: true },
    { name: 'COLOUR', type: ['null', 'string'], categorical: true },
    { name: 'PRICE', type: 'float' },
  ]);
  expect(datasetsOf(null)).toBe(DATASETS);
});

it('a mapping makes a table of what is shown of items, and no Items dataset of it', () => {
  const mapping = parseMapping({ interactions: shown });
  expect(Object.keys(datasetsOf(mapping))).toEqual(['INTERACTIONS']);
  expect(tablesOf(mapping).ITEMS!.schema.fields).toEqual([
    { name: 'ITEM_ID', type: 'string' },
    { name: 'NAME', type: ['null', 'string'] },
    { name: 'PRICE', type: ['null', 'float'] },
  ]);
  expect(tablesOf(mapping).INTERACTIONS).toEqual(datasetsOf(mapping).INTERACTIONS);
});

it.each<[string, object, string]>([
  ['an unknown member', { usr: 'x' }, 'data.interactions has the unknown member usr'],
  ['no item', { item: undefined }, 'data.interactions.item is missing'],
  ['another constant', { event: { constant: 'Click' } }, 'allowed is View or Purchase'],
  ['two tests', { drop: [{ column: 'a', empty: true, atMost: 0 }] }, 'a column and one test'],
  ['a time zone of no place', { time: { column: 'a', zone: 'Mars/One' } }, 'an IANA time zone'],
  ['a time without a day', { time: { column: 'a', format: 'HH:mm' } }, 'a pattern such as'],
  ['users by e-mail', { user: 'customer_email' }, 'suggests personal data (mail)'],
  ['a name in small letters', { columns: { colour: { from: 'c', type: 'int' } } }, 'capital letters'],
  ['a name twice', { columns: { USER_ID: { from: 'c', type: 'int' } } }, 'another member of the mapping'],
  ['a text in interactions', { columns: { T: { from: 'c', type: 'textual' } } }, 'allowed is none'],
  ['six columns of interactions', { columns: ownColumns(6) }, 'has 6 columns beside'],
  ['nothing that is shown', { shown: {} }, 'is {}, allowed is an object with one or more of name,'],
  ['a personal text', { shown: { name: 'shipping_address' } }, 'suggests personal data (address)'],
  ['a list in CSV', { unroll: 'items' }, 'only JSON Lines have lists'],
  ['files of no format', { files: 'orders' }, 'does not say the format'],
  ['files above the folder', { files: '../orders.csv' }, 'a glob such as'],
  ...SLOW_PATTERNS.map((files): [string, object, string] => [files, { files }, 'up to four * between two']),
])('a mapping fails for %s', (_, changes, message) => {
  expect(() => parseMapping({ interactions: { ...INTERACTIONS, ...changes } })).toThrow(message);
});

const personal = { files: 'u.csv', id: 'id', columns: { P: { from: 'Phone', type: 'string' } } };
it.each<[string, object, string]>([
  ['no interactions', { interactions: undefined }, 'data.interactions is missing, allowed is an object.'],
  ['no category', { items: { ...ITEMS, category: undefined } }, 'data.items.category is missing'],
  ['a personal column', { users: personal }, 'data.users.columns.P is taken from Phone, whose name'],
  ['items twice', { interactions: shown, items: ITEMS }, 'interactions.shown is set, and so is data.items'],
])('a mapping fails for %s', (_, mapping, message) => {
  expect(() => parseMapping({ interactions: INTERACTIONS, ...mapping })).toThrow(message);
});

it('a mapping takes a personal id of users where it becomes a keyed hash', () => {
  const interactions = { ...INTERACTIONS, user: 'Email' };
  expect(() => parseMapping({ interactions })).toThrow('or set data.interactions.hashUsers to true');
  const hashed = parseMapping({ interactions: { ...interactions, hashUsers: true } });
  expect(hashed.interactions.hashUsers).toBe(true);
});

it('a mapping takes orders as users where there are orders, and their rows are not left out before', () => {
  const interactions = { ...INTERACTIONS, orderAsUser: true };
  expect(() => parseMapping({ interactions })).toThrow(
    'data.interactions.orderAsUser is true and order is absent. Name the column of the order',
  );
  const withOrder = { ...interactions, order: 'invoice' };
  expect(parseMapping({ interactions: withOrder }).interactions.orderAsUser).toBe(true);
  const drop = [{ column: 'customer', empty: true }];
  expect(() => parseMapping({ interactions: { ...withOrder, drop } })).toThrow(
    'orderAsUser is true, but drop leaves out the rows whose customer is empty before',
  );
  expect(whyNotGlue(parseMapping({ interactions: withOrder }))).toBe(
    'orders as users (orderAsUser) (data.interactions)',
  );
});
