import type { AvroField } from '@ecommerce-recommenders/personalize/avro-schema';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { excerpt } from '@ecommerce-recommenders/csv/excerpt';
import { RecordProblem, type ReadColumn, type RecordFile, type SourceRecord } from '../files/records';
import { datasetsOf } from './datasets-of';
import { dropReason, type DropReason } from './drop-reason';
import { floatValue, OWN_VALUES, textValue, type Convert } from './field-values';
import type {
  ColumnName,
  InteractionsMapping,
  OwnColumns,
  ShopMapping,
  TableFiles,
  TimeColumn,
} from './mapping';
import { numberReader, type ReadNumber } from './numbers';
import { timeReader } from './times';

/** How one field of a canonical table is made. */
export interface FieldPlan {
  readonly name: string;
  /** Whether a row without a value is refused. */
  readonly isRequired: boolean;
  readonly isNumber: boolean;
  /** Source of the values, for messages. */
  readonly from: string;
  readonly open: (file: RecordFile) => ReadColumn;
}

/** How a shop's files become one canonical table. */
export interface TablePlan {
  readonly files: TableFiles;
  readonly fields: readonly FieldPlan[];
  /** Why a record is left out; `undefined` where it stays. */
  readonly openDrops: (file: RecordFile) => DropReason;
  /** Whether the records of an id become one row. */
  readonly isOneRowAnId: boolean;
}

/**
 * The plan for one table of a mapping.
 *
 * @param eventTypes - from the event types of the files to Personalize's: others are left out
 */
export function tablePlan(
  mapping: ShopMapping,
  type: DatasetType,
  eventTypes: Readonly<Record<string, string>>,
): TablePlan {
  const files = { INTERACTIONS: mapping.interactions, ITEMS: mapping.items, USERS: mapping.users }[type]!;
  const read = numberReader(files.decimalComma);
  const { fields } = datasetsOf(mapping)[type]!.schema;
  const sources = SOURCES[type](mapping, read);
  const event = type === 'INTERACTIONS' ? mapping.interactions.event : undefined;
  return {
    files,
    fields: fields.map((field) => {
      const source = sources[field.name] ?? ownSource(field, files.columns ?? {}, read);
      return { name: field.name, ...kindOf(field), ...source(field) };
    }),
    openDrops: (file) => dropReason(file, files.drop ?? [], read, event, eventTypes),
    isOneRowAnId: type !== 'INTERACTIONS',
  };
}

type Source = (field: AvroField) => Pick<FieldPlan, 'from' | 'open'>;

const kindOf = ({ type }: AvroField): Pick<FieldPlan, 'isRequired' | 'isNumber'> => {
  const types = [type].flat();
  return { isRequired: !types.includes('null'), isNumber: !types.includes('string') };
};

const fromColumn =
  (from: ColumnName, converted: (field: AvroField) => Convert): Source =>
  (field) => {
    const convert = converted(field);
    const open = (file: RecordFile): ReadColumn => {
      const read = file.column(from);
      return (record) => convert(read(record));
    };
    return { from, open };
  };

const text = (from: ColumnName): Source => fromColumn(from, (field) => textValue(field, from));

const constant =
  (value: string): Source =>
  () => ({ from: 'a constant', open: () => () => value });

const SOURCES: Record<
  DatasetType,
  (mapping: ShopMapping, read: ReadNumber) => Readonly<Record<string, Source>>
> = {
  INTERACTIONS: ({ interactions }) => ({
    ITEM_ID: text(interactions.item),
    USER_ID: text(interactions.user),
    EVENT_TYPE:
      typeof interactions.event === 'string'
        ? text(interactions.event)
        : constant(interactions.event.constant),
    ...(interactions.order !== undefined && { ORDER_ID: text(interactions.order) }),
    TIMESTAMP: () => timeSource(interactions.time),
  }),
  ITEMS: ({ items }, read) => {
    const { id, name, category, price, description } = items!;
    return {
      ITEM_ID: text(id),
      ...(name !== undefined && { NAME: text(name) }),
      CATEGORY_L1: typeof category === 'string' ? text(category) : constant(category.constant),
      PRICE:
        typeof price === 'string'
          ? fromColumn(price, () => floatValue(read, price))
          : constant(String(price.constant)),
      ...(description !== undefined && { PRODUCT_DESCRIPTION: text(description) }),
    };
  },
  USERS: ({ users }) => ({ USER_ID: text(users!.id) }),
};

function ownSource(field: AvroField, columns: OwnColumns, read: ReadNumber): Source {
  const column = columns[field.name];
  return fromColumn(column.from, () => OWN_VALUES[column.type](field, column, read));
}

function timeSource(time: InteractionsMapping['time']): Pick<FieldPlan, 'from' | 'open'> {
  const given: TimeColumn = typeof time === 'string' ? { column: time } : time;
  const { format = 'iso', zone = 'UTC', sequence } = given;
  const columns = [given.column].flat();
  const from = columns.join('-');
  const readTime = timeReader(format, zone);
  const open = (file: RecordFile): ReadColumn => {
    const [first, ...others] = columns.map((name) => file.column(name));
    const added = sequence === undefined ? undefined : file.column(sequence);
    return (record) => {
      const text = others.reduce((joined, read) => `${joined}-${read(record)}`, first(record));
      const seconds = readTime(text) + secondsToAdd(added, record, sequence);
      if (!Number.isNaN(seconds)) return String(seconds);
      throw new RecordProblem(`${from} cannot be read as ${format}`, { cause: excerpt(text) });
    };
  };
  return { from, open };
}

function secondsToAdd(read: ReadColumn | undefined, record: SourceRecord, name = ''): number {
  if (read === undefined) return 0;
  const text = read(record);
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new RecordProblem(`${name} is no whole number of up to nine digits`, { cause: excerpt(text) });
}
