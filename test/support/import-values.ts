import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { ShopFiles } from './shop-archive';

/** A boundary value of an import. */
export interface ImportValue {
  readonly type: DatasetType;
  /** Column of the archive. */
  readonly column: string;
  readonly value: string;
  /** Whether the preparation accepts it. */
  readonly isTaken: boolean;
  /** Whether a Personalize import accepts it unchanged, if the preparation differs. */
  readonly isImported: boolean;
}

const GOOD: Record<DatasetType, Readonly<Record<string, string>>> = {
  INTERACTIONS: { ITEM_ID: 'i1', USER_ID: 'u1', EVENT_TYPE: 'ProductViewed', TIMESTAMP: '1600000000' },
  ITEMS: { id: 'i1', name: 'Pan', category: 'pans', style: '', description: '', price: '1.5' },
  USERS: { id: 'u1', username: '', age: '', gender: '' },
};

const values =
  (isTaken: boolean, isImported = isTaken) =>
  (type: DatasetType, column: string, ...all: readonly string[]): ImportValue[] =>
    all.map((value) => ({ type, column, value, isTaken, isImported }));
const taken = values(true);
const refused = values(false);

const EXACTLY_256 = ['x'.repeat(256), 'é'.repeat(256)];
const ONE_MORE = ['x'.repeat(257), 'é'.repeat(257)];
const LINE_ENDS = ['a\nb', 'a\rb', 'a\r\nb', '\n', '\r'];

const IDS = (
  [
    ['INTERACTIONS', 'ITEM_ID'],
    ['INTERACTIONS', 'USER_ID'],
    ['ITEMS', 'id'],
    ['USERS', 'id'],
  ] as const
).flatMap(([type, column]) => [
  ...taken(type, column, 'a b', 'a,"b"', '\\', '-', ...EXACTLY_256),
  ...refused(type, column, '', ...ONE_MORE, ...LINE_ENDS),
]);

/** User ids that are reserved for the stack, and some that only resemble them. */
const OURS = (
  [
    ['INTERACTIONS', 'USER_ID'],
    ['USERS', 'id'],
  ] as const
).flatMap(([type, column]) => [
  ...values(false, true)(type, column, 'anonymous:session-of-visitor-1', 'anonymous::nobody'),
  ...values(false, true)(type, column, 'anonymous::lists', 'anonymous:', 'anonymous:"a"'),
  ...taken(type, column, 'anonymous', 'anonymous-7', 'Anonymous:7', 'an anonymous:'),
]);

/** Written independently of the product's rules, which it verifies. */
export const IMPORT_VALUES: readonly ImportValue[] = [
  ...IDS,
  ...OURS,
  ...taken('INTERACTIONS', 'ITEM_ID', 'anonymous::nobody'),
  ...taken('USERS', 'age', '-2147483648', '2147483647', '-0', '007', `${'0'.repeat(30)}2147483647`),
  ...refused('USERS', 'age', '-2147483649', '2147483648', '9'.repeat(20), `-${'9'.repeat(400)}`),
  ...refused('USERS', 'age', '-', '--1', '+1', '1.0', '1e3', ' 1', '1 ', '0x1F', '１'),
  ...taken('ITEMS', 'price', ...'0 -1.5 .5 5. -.5e-3 1E5 1e-400 3.4028235e38 -3.4028235e38'.split(' ')),
  ...refused('ITEMS', 'price', '3.4028236e38', '-3.5e38', '1e400', `1${'0'.repeat(40)}`),
  ...refused('ITEMS', 'price', '', ' 1', ...'. - +1 1e e1 1d 1,5 NaN Infinity --1 1-'.split(' ')),
  ...taken('INTERACTIONS', 'TIMESTAMP', '0', '00000000000001', '99999999999'),
  ...refused('INTERACTIONS', 'TIMESTAMP', '', '-', '1.5', '1e9', 'x', '9'.repeat(30)),
  // Neither can be a time in seconds, and the service documents no check.
  ...values(false, true)('INTERACTIONS', 'TIMESTAMP', '100000000000', '-1'),
  ...(['name', 'style'] as const).flatMap((column) => [
    ...taken('ITEMS', column, '', 'x'.repeat(1000), 'é'.repeat(1000)),
    ...refused('ITEMS', column, 'x'.repeat(1001), 'é'.repeat(1001)),
    // Replaced by spaces.
    ...values(true, false)('ITEMS', column, ...LINE_ENDS),
  ]),
  ...taken('ITEMS', 'category', 'x'.repeat(1000)),
  ...refused('ITEMS', 'category', '', 'x'.repeat(1001)),
  ...taken('ITEMS', 'description', '', 'x'.repeat(20_001)),
  ...taken('USERS', 'gender', '', 'x'.repeat(1000)),
  ...refused('USERS', 'gender', 'x'.repeat(1001)),
];

/** A value's label in a test name. */
export function nameOf({ type, column, value }: ImportValue): string {
  const text = JSON.stringify(value);
  return `${type} ${column} ${text.length > 50 ? `${text.slice(0, 40)}… of ${value.length} characters` : text}`;
}

/** A one-row table of the archive with the value. */
export function tableWith(
  { type, column, value }: ImportValue,
  { names = Object.keys(GOOD[type]), escape = (text: string) => text.replaceAll('"', '""') } = {},
): string {
  const row = Object.values({ ...GOOD[type], [column]: value });
  return `${names.join()}\n${row.map((one) => `"${escape(one)}"`).join()}\n`;
}

/** The same as a file for import. */
export function importTableWith(value: ImportValue): string {
  const names = DATASETS[value.type].columns.map(({ name }) => name);
  return tableWith(value, { names, escape: (text) => text.replaceAll(/["\\]/g, '\\$&') });
}

/** An archive's files with that table. */
export function shopWith(value: ImportValue): ShopFiles {
  const [member] = DATASETS[value.type].member.split('.');
  return { [member]: tableWith(value) };
}
