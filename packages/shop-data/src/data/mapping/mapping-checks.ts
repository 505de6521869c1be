import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { formatOf } from '../files/record-format';
import { datasetsOf } from './datasets-of';
import type { OwnColumns, ShopMapping, TableFiles } from './mapping';
import { MAX_OWN_COLUMNS } from './own-columns';
import { personalKind } from './personal-columns';

/** Describes the problem of a mapping whose members are valid one by one; `undefined` if there is none. */
type Check = (mapping: ShopMapping) => string | undefined;

interface MappedTable {
  readonly path: string;
  readonly type: DatasetType;
  readonly files: TableFiles;
  readonly columns: OwnColumns;
}

const tablesOf = ({ interactions, items, users }: ShopMapping): MappedTable[] =>
  [
    { path: 'data.interactions', type: 'INTERACTIONS', files: interactions } as const,
    { path: 'data.items', type: 'ITEMS', files: items } as const,
    { path: 'data.users', type: 'USERS', files: users } as const,
  ].flatMap(({ path, type, files }) =>
    files === undefined ? [] : [{ path, type, files, columns: files.columns ?? {} }],
  );

/** The problem of the first item that has one. */
export const firstOf = <Item>(
  items: readonly Item[],
  problemOf: (item: Item) => string | undefined,
): string | undefined => items.map((item) => problemOf(item)).find((problem) => problem !== undefined);

/**
 * Keywords of Personalize that a custom column cannot use.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/how-it-works-dataset-schema.html
 */
const RESERVED: readonly string[] = ['IMPRESSION', 'RECOMMENDATION_ID', 'EVENT_ATTRIBUTION_SOURCE'];

/** Types that Personalize prescribes for some column names. */
const TYPES_OF_KEYWORDS: Readonly<Record<string, string>> = {
  CREATION_TIMESTAMP: 'timestamp',
  EVENT_VALUE: 'float',
};

/** The checks, in the order in which problems are reported. */
const CHECKS: readonly Check[] = [
  ({ interactions: { shown }, items }) =>
    shown && items
      ? 'data.interactions.shown is set, and so is data.items, whose names, categories and prices are shown. Leave one of them out.'
      : undefined,
  ({ interactions: { shown = {} } }) =>
    firstOf(['name', 'category', 'price'] as const, (member) => {
      const kind = personalKind(shown[member] ?? '');
      // A name in the items is an item's name, which is not personal data.
      return kind === undefined || kind === 'name'
        ? undefined
        : `data.interactions.shown.${member} is ${shown[member]}, whose name suggests personal data (${kind}), and answers are public. ` +
            'Leave it out; if it holds none, rename the column in the export.';
    }),
  ({ interactions: { user, order, orderAsUser, drop = [] } }) => {
    if (!orderAsUser) return undefined;
    if (order === undefined)
      return 'data.interactions.orderAsUser is true and order is absent. Name the column of the order, or leave orderAsUser out.';
    return drop.some((condition) => condition.column === user && 'empty' in condition)
      ? `data.interactions.orderAsUser is true, but drop leaves out the rows whose ${user} is empty before. Leave that condition out.`
      : undefined;
  },
  ({ interactions: { user, hashUsers }, users }) => {
    const kind = personalKind(user) ?? (users && personalKind(users.id));
    return kind === undefined || hashUsers
      ? undefined
      : `${personalKind(user) ? `data.interactions.user is ${user}` : `data.users.id is ${users!.id}`}, whose name suggests personal data (${kind}), and ` +
          `personal data is never imported. Name the column of a customer number, or set data.interactions.hashUsers to true for keyed hashes.`;
  },
  (mapping) =>
    firstOf(tablesOf(mapping), ({ path, type, columns }) => {
      for (const [name, { from }] of Object.entries(columns)) {
        const kind = personalKind(from);
        // A name in the items is an item's name, which is not personal data.
        if (kind !== undefined && !(type === 'ITEMS' && kind === 'name'))
          return (
            `${path}.columns.${name} is taken from ${from}, whose name suggests personal data (${kind}), and personal data is ` +
            `never imported. Leave it out; if it holds none, rename the column in the export.`
          );
      }
    }),
  (mapping) =>
    firstOf(tablesOf(mapping), ({ path, type, columns }) => {
      const { schema } = datasetsOf(mapping)[type]!;
      const fields = schema.fields.map(({ name }) => name);
      for (const [name, column] of Object.entries(columns)) {
        if (RESERVED.includes(name) || fields.indexOf(name) !== fields.lastIndexOf(name))
          return `${path}.columns has the name ${name}, which the service or another member of the mapping uses. Choose another.`;
        const prescribed = TYPES_OF_KEYWORDS[name] ?? column.type;
        if (prescribed !== column.type)
          return `${path}.columns.${name}.type is "${column.type}", allowed is "${prescribed}": Amazon Personalize prescribes it for that name.`;
        if (column.separator !== undefined && column.type !== 'categorical')
          return `${path}.columns.${name} has a separator and is ${column.type}; only categorical columns hold several values. Leave one out.`;
      }
      const textual = schema.fields.filter((field) => field.textual).map((field) => field.name);
      if (textual.length > (type === 'ITEMS' ? 1 : 0))
        return `${path} has the textual columns ${textual.join(', ')}, allowed is ${type === 'ITEMS' ? 'one' : 'none'}. Make the others "string".`;
      const own = fields.filter((name) => !['ITEM_ID', 'USER_ID', 'EVENT_TYPE', 'TIMESTAMP'].includes(name));
      return own.length > MAX_OWN_COLUMNS[type]
        ? `${path} has ${own.length} columns beside the ids, time and event type, allowed are ${MAX_OWN_COLUMNS[type]}. Leave some out.`
        : undefined;
    }),
  (mapping) =>
    firstOf(tablesOf(mapping), ({ path, files }) => {
      const formats = [files.files].flat().map((name) => files.format ?? formatOf(name));
      if (formats.includes(undefined))
        return `${path}.files does not say the format by its ending. Add "format": "csv", "tsv" or "jsonl".`;
      const isNested = formats.every((format) => format === 'jsonl');
      if (files.unroll !== undefined && !isNested)
        return `${path}.unroll is "${files.unroll}", but only JSON Lines have lists in a record. Leave it out.`;
      const given = (['delimiter', 'quote'] as const).find((name) => files[name] !== undefined);
      return given !== undefined && isNested
        ? `${path}.${given} is ${JSON.stringify(files[given])}, but JSON Lines have none. Leave it out.`
        : undefined;
    }),
  (mapping) =>
    firstOf(tablesOf(mapping), ({ path, files: { join = [] } }) => {
      const joins = [join].flat();
      const named = joins.flatMap(({ columns }) => columns);
      const twice = named.find((name, at) => named.indexOf(name) !== at);
      if (twice !== undefined)
        return `${path}.join has the column ${twice} more than once. Take it from one of the files.`;
      return joins.some(({ files, format }) => [files].flat().some((name) => !(format ?? formatOf(name))))
        ? `${path}.join.files does not say the format by its ending. Add "format": "csv", "tsv" or "jsonl".`
        : undefined;
    }),
];

/** The problem of a mapping whose members are valid one by one; `undefined` if there is none. */
export function mappingProblem(mapping: ShopMapping): string | undefined {
  for (const check of CHECKS) {
    const problem = check(mapping);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
