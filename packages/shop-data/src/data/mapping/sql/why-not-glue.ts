import { DATASET_TYPES } from '@ecommerce-recommenders/personalize/dataset-types';
import { formatOf } from '../../files/record-format';
import { tablesOf } from '../datasets-of';
import type { JoinedFiles, ShopMapping, TableFiles } from '../mapping';
import { firstOf } from '../mapping-checks';
import { tablePlan, type FieldSource, type TablePlan } from '../table-plan';
import { isSqlFormat } from './time-sql';

/** Describes features of a table that Spark and DuckDB read differently; `undefined` for none. */
type Limit = (plan: TablePlan) => string | undefined;

type Files = TableFiles | JoinedFiles;

const formatsOf = ({ files, format }: Files): (string | undefined)[] =>
  [files].flat().map((name) => format ?? formatOf(name));

const sourceWith = <Kind extends FieldSource['as']>(
  { fields }: TablePlan,
  as: Kind,
): Extract<FieldSource, { as: Kind }> | undefined =>
  fields.map(({ source }) => source).find((source) => source.as === as) as never;

/** Limits that concern files, including joined ones. */
const LIMITS_OF_FILES: readonly ((files: Files) => string | undefined)[] = [
  ({ encoding }) =>
    encoding === undefined || encoding === 'utf-8' ? undefined : `files that are ${encoding} text`,
  (files) =>
    new Set(formatsOf(files)).size > 1
      ? `files of several formats (${formatsOf(files).join(', ')})`
      : undefined,
  ({ delimiter = ',', quote = '"' }) =>
    [delimiter, quote].find((one) => one > '\x7f' || one === '\\') === undefined
      ? undefined
      : `a delimiter or quote other than an ASCII character`,
];

const filesOf = ({ files }: TablePlan): Files[] => [files, ...[files.join ?? []].flat()];

const LIMITS: readonly Limit[] = [
  ...LIMITS_OF_FILES.map(
    (limit): Limit =>
      (plan) =>
        firstOf(filesOf(plan), limit),
  ),
  (plan) =>
    plan.files.join && filesOf(plan).some((files) => formatsOf(files).includes('jsonl'))
      ? 'JSON Lines that are joined (join)'
      : undefined,
  ({ files: { unroll } }) => unroll && `rows of the list ${unroll} (unroll)`,
  (plan) => {
    const nested = columnsOf(plan).find((name) => name.includes('.'));
    return formatsOf(plan.files).includes('jsonl') && nested !== undefined
      ? `the nested value ${nested} of JSON Lines`
      : undefined;
  },
  (plan) => {
    const divided = sourceWith(plan, 'categories');
    return divided && `the separator in ${divided.from}`;
  },
  (plan) => sourceWith(plan, 'user-hash') && 'ids of users that are hashed (hashUsers)',
  (plan) => sourceWith(plan, 'user-or-order') && 'orders as users (orderAsUser)',
  (plan) => {
    const { time } = sourceWith(plan, 'time') ?? {};
    if (time === undefined) return undefined;
    if (!isSqlFormat(time.format))
      return `times as ${time.format}; it reads numbers of days, months, years and the clock`;
    return UTC.includes(time.zone)
      ? undefined
      : `times of the zone ${time.zone}; it reads UTC and times with an offset`;
  },
];

const UTC: readonly string[] = ['UTC', 'Etc/UTC'];

function columnsOf({ fields, files, event }: TablePlan): string[] {
  const sources = fields.flatMap(({ source }) => {
    if (source.as === 'constant') return [];
    if (source.as !== 'time') return [source.from];
    const { columns, sequence } = source.time;
    return [...columns, ...(sequence === undefined ? [] : [sequence])];
  });
  return [
    ...sources,
    ...(files.drop ?? []).map(({ column }) => column),
    ...(event === undefined ? [] : [event]),
  ];
}

/** Describes features of a mapping that the Glue job does not support; `undefined` for none. */
export function whyNotGlue(mapping: ShopMapping): string | undefined {
  const tables = tablesOf(mapping);
  for (const type of DATASET_TYPES.filter((type) => tables[type] !== undefined)) {
    const plan = tablePlan(mapping, type);
    const problem = firstOf(LIMITS, (limit) => limit(plan));
    if (problem !== undefined) return `${problem} (data.${type.toLowerCase()})`;
  }
  return undefined;
}
