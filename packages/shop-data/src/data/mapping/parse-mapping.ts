import { isBoundedGlob } from '../files/bounded-glob';
import { EVENT_TYPES } from '@ecommerce-recommenders/personalize/use-cases';
import {
  either,
  FLAG,
  listOf,
  NO_CONTEXT,
  notAllowed,
  number,
  objectOf,
  oneOf,
  optional,
  recordOf,
  namesOf,
  refined,
  required,
  SettingProblem,
  shapeOf,
  text,
  type Member,
  type Shape,
} from '../../contracts/settings/shape';
import type {
  DropCondition,
  InteractionsMapping,
  ItemsMapping,
  JoinedFiles,
  OwnColumn,
  OwnColumns,
  ShopMapping,
  ShownMapping,
  TableFiles,
  TimeColumn,
  UsersMapping,
} from './mapping';
import { mappingProblem } from './mapping-checks';
import { FIELD_OF_TYPE, OWN_NAME } from './own-columns';
import { isTimeFormat, isZone, NAMED_FORMATS } from './time-format';

const isText = (raw: unknown): boolean => typeof raw === 'string';

const column = text(/^[^\0\n\r]{1,256}$/, 'the name of a column, or a path such as device.category');
const anyText = text(/^[^\0]*$/, 'a text');
const anyNumber = number({}, 'a number');

const glob: Shape<string> = checked(
  text(/^[^\0\\]{1,1024}$/, 'the name of a file, or a glob such as orders/*.csv, with / between folders'),
  (name) => !name.startsWith('/') && !name.split('/').includes('..') && isBoundedGlob(name),
  'a glob such as orders/*.csv, with up to four * between two slashes, up to two **, and no +(…) or the like',
);

const character = text(/^[^\0\n\r]$/, 'one character');

const constantOf = <Value>(value: Shape<Value>): Shape<{ readonly constant: Value }> =>
  objectOf<{ readonly constant: Value }>({
    // Cast, because TypeScript does not resolve the member's conditional type for a type parameter.
    constant: required(value, 'Value of every row.') as never,
  });

const TESTS = {
  empty: optional(
    shapeOf('true', { enum: [true] }, (raw) => (raw === true ? raw : undefined)),
    'Rows without a value.',
  ),
  startsWith: optional(text(/^[^\0]+$/, 'a text'), 'Rows whose value begins so.'),
  oneOf: optional(listOf(anyText), 'Rows with one of these values.'),
  notOneOf: optional(listOf(anyText), 'Rows with another value than these.'),
  atMost: optional(anyNumber, 'Rows with a number up to this one.'),
};

interface AnyCondition {
  readonly column: string;
  readonly empty?: true;
  readonly startsWith?: string;
  readonly oneOf?: readonly string[];
  readonly notOneOf?: readonly string[];
  readonly atMost?: number;
}

const anyCondition = objectOf<AnyCondition>({
  column: required(column, 'Column that is tested.'),
  ...TESTS,
});

const dropCondition: Shape<DropCondition> = {
  ...refined(anyCondition, (condition, at) => {
    if (Object.keys(condition).length === 2) return condition as DropCondition;
    throw notAllowed(at, condition, `a column and one test of ${Object.keys(TESTS).join(', ')}`);
  }),
  schema: { ...anyCondition.schema, minProperties: 2, maxProperties: 2 },
};

const FILES = {
  files: required(
    either(isText, glob, listOf(glob)),
    'Names or globs of the files, relative to the archive or folder; one without a slash is looked for in every folder.',
  ),
  format: optional(oneOf('csv', 'tsv', 'jsonl'), 'Format, where the names do not say it.'),
  delimiter: optional(character, 'Character between two values.'),
  quote: optional(character, 'Character around a value.'),
  encoding: optional(
    oneOf('utf-8', 'utf-16le', 'utf-16be', 'latin1', 'euc-kr', 'shift_jis'),
    'Encoding of files without a byte order mark.',
  ),
};

const joinedFiles = objectOf<JoinedFiles>({
  ...FILES,
  on: required(column, 'Column of the id in the records.'),
  id: optional(column, 'Column of the id in these files, where it has another name.'),
  columns: required(listOf(column), 'Columns that the records get.'),
});

const TABLE_FILES: { readonly [Name in keyof TableFiles]-?: Member<Exclude<TableFiles[Name], undefined>> } = {
  ...FILES,
  decimalComma: optional(FLAG, 'Whether numbers are written 1.234,50.'),
  unroll: optional(column, 'Path of a list in each record whose elements become rows.'),
  join: optional(
    either(Array.isArray, listOf(joinedFiles), joinedFiles),
    'Files of which the records get columns by an id.',
  ),
  drop: optional(listOf(dropCondition), 'Rows that are left out.'),
};

const zone: Shape<string> = checked(
  text(/^[A-Za-z0-9_+/-]{1,64}$/, 'an IANA time zone such as Europe/London'),
  isZone,
  'an IANA time zone such as Europe/London',
);

const timeFormat: Shape<string> = checked(
  text(/^[^\0]{1,64}$/, `${NAMED_FORMATS.join(', ')}, or a pattern such as dd/MM/yyyy HH:mm`),
  isTimeFormat,
  `${NAMED_FORMATS.join(', ')}, or a pattern such as dd/MM/yyyy HH:mm`,
);

const timeColumn = objectOf<TimeColumn>({
  column: required(
    either(isText, column, listOf(column)),
    'The column, or several that are joined by hyphens.',
  ),
  format: optional(timeFormat, `${NAMED_FORMATS.join(', ')}, or a pattern of Luxon's tokens.`),
  zone: optional(zone, 'IANA time zone of times without an offset.'),
  sequence: optional(column, 'Column of a whole number that is added in seconds.'),
});

const ownColumn = objectOf<OwnColumn>({
  from: required(column, 'Column of the files.'),
  type: required(
    oneOf(...(Object.keys(FIELD_OF_TYPE) as (keyof typeof FIELD_OF_TYPE)[])),
    'Type in the schema.',
  ),
  separator: optional(
    text(/^[^\0]{1,8}$/, 'up to eight characters'),
    'What separates several categories in one value.',
  ),
});

const ownColumns: Shape<OwnColumns> = recordOf(
  namesOf('column', OWN_NAME, 'up to 63 capital letters, digits and _, with a letter in front'),
  ownColumn,
  { least: 1 },
  'an object with one member or more',
);

const shownMembers = objectOf<ShownMapping>(
  {
    name: optional(column, 'Name of the item.'),
    category: optional(column, 'Category of the item.'),
    price: optional(column, 'Price of one piece.'),
  },
  'an object of name, category, price',
);

const shown: Shape<ShownMapping> = {
  ...refined(shownMembers, (members, at) => {
    if (Object.keys(members).length > 0) return members;
    throw notAllowed(at, members, 'an object with one or more of name, category, price');
  }),
  schema: { ...shownMembers.schema, minProperties: 1 },
};

const interactions = objectOf<InteractionsMapping>({
  ...TABLE_FILES,
  user: required(column, 'Id of the user.'),
  item: required(column, 'Id of the item.'),
  time: required(either(isText, column, timeColumn), 'When it happened.'),
  event: required(
    either(isText, column, constantOf(oneOf(...EVENT_TYPES))),
    'Column whose values eventTypes maps, or the type of every row.',
  ),
  order: optional(column, 'Order or basket that a purchase belongs to.'),
  orderAsUser: optional(FLAG, 'Whether the order becomes the user of a row that has none.'),
  columns: optional(ownColumns, 'Columns of the shop’s own, by their name in the schema.'),
  hashUsers: optional(FLAG, 'Whether ids of users are written as keyed hashes.'),
  shown: optional(shown, 'What answers show of items without an Items dataset; nothing is trained on it.'),
});

const items = objectOf<ItemsMapping>({
  ...TABLE_FILES,
  id: required(column, 'Id of the item.'),
  name: optional(column, 'Name of the item, which is not trained on.'),
  category: required(
    either(isText, column, constantOf(text(/^[^\0]{1,1000}$/, 'a text'))),
    'Category: a column, or one for all items.',
  ),
  price: required(either(isText, column, constantOf(anyNumber)), 'Price: a column, or one for all items.'),
  description: optional(column, 'Description, which is trained on as text.'),
  columns: optional(ownColumns, 'Columns of the shop’s own, by their name in the schema.'),
});

const users = objectOf<UsersMapping>({
  ...TABLE_FILES,
  id: required(column, 'Id of the user.'),
  columns: required(ownColumns, 'Columns of the shop’s own, by their name in the schema.'),
});

/** The shape of a mapping from a shop's own files to tables. */
export const MAPPING: Shape<ShopMapping> = refined(
  objectOf<ShopMapping>({
    interactions: required(interactions, 'Who did what with which item, and when.'),
    items: optional(items, 'The items; without them there is no Items dataset.'),
    users: optional(users, 'The users; without them there is no Users dataset.'),
  }),
  (mapping) => {
    const problem = mappingProblem(mapping);
    if (problem !== undefined) throw new SettingProblem(problem);
    return mapping;
  },
);

/**
 * Parses and checks a mapping.
 *
 * @throws SettingProblem that names the member, and says what was found, what is allowed and what to do
 */
export const parseMapping = (raw: unknown): ShopMapping => MAPPING.read(raw, 'data', NO_CONTEXT);

function checked(shape: Shape<string>, isAllowed: (text: string) => boolean, allowed: string): Shape<string> {
  return refined(shape, (value, at) => {
    if (isAllowed(value)) return value;
    throw notAllowed(at, value, allowed);
  });
}
