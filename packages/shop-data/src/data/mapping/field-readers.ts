import { excerpt } from '@ecommerce-recommenders/csv/excerpt';
import { RecordProblem, type ReadColumn, type RecordFile, type SourceRecord } from '../files/records';
import {
  categories,
  floatValue,
  intValue,
  priceValue,
  textValue,
  timestampValue,
  type Convert,
} from './field-values';
import { orderUserId } from '../our-ids';
import type { ReadDecimal } from './numbers';
import { ROW_PROBLEMS } from './row-problems';
import type { FieldPlan, TimePlan } from './table-plan';
import { timeReader } from './times';
import type { HashUser } from './user-hash';

/** Opens the values of a field in one file. */
export type OpenField = (file: RecordFile) => ReadColumn;

/** The reader of a field's values, as its plan says. */
export function fieldReader({ field, source }: FieldPlan, read: ReadDecimal, hashUser: HashUser): OpenField {
  switch (source.as) {
    case 'constant':
      return () => () => source.value;
    case 'time':
      return timeField(source.time);
    // The preparation of the canonical tables rejects what an import would.
    case 'unchanged':
      return (file) => file.column(source.from);
    case 'text':
      return converted(source.from, textValue(field, source.from));
    case 'user-hash': {
      const check = textValue(field, source.from);
      return converted(source.from, (id) => hashUser(check(id)));
    }
    case 'user-or-order': {
      const { from, order, isHashed } = source;
      const check = textValue(field, from);
      return (file) => {
        const [readUser, readOrder] = [file.column(from), file.column(order)];
        return (record) => {
          const [user, itsOrder] = [readUser(record), readOrder(record)];
          const isNobody = user.trim() === '';
          // Without an order the id stays empty, which is refused.
          const id = isNobody && itsOrder.trim() !== '' ? orderUserId(itsOrder) : isNobody ? '' : user;
          return isHashed ? hashUser(check(id)) : check(id);
        };
      };
    }
    case 'categories':
      return converted(source.from, categories(field, source.from, source.separator));
    case 'float':
      return converted(source.from, floatValue(read, source.from));
    case 'price':
      return converted(source.from, priceValue(read, source.from));
    case 'int':
      return converted(source.from, intValue(read, source.from));
    case 'timestamp':
      return converted(source.from, timestampValue(source.from));
  }
}

const converted =
  (from: string, convert: Convert): OpenField =>
  (file) => {
    const read = file.column(from);
    return (record) => convert(read(record));
  };

function timeField({ columns, format, zone, sequence }: TimePlan): OpenField {
  const from = columns.join('-');
  const readTime = timeReader(format, zone);
  return (file) => {
    const [first, ...others] = columns.map((name) => file.column(name));
    const added = sequence === undefined ? undefined : file.column(sequence);
    return (record) => {
      const text = others.reduce((joined, read) => `${joined}-${read(record)}`, first(record));
      const seconds = readTime(text) + secondsToAdd(added, record, sequence);
      if (!Number.isNaN(seconds)) return String(seconds);
      throw new RecordProblem(`${from} ${ROW_PROBLEMS.time(format)}`, { cause: excerpt(text) });
    };
  };
}

function secondsToAdd(read: ReadColumn | undefined, record: SourceRecord, name = ''): number {
  if (read === undefined) return 0;
  const text = read(record);
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new RecordProblem(`${name} ${ROW_PROBLEMS.sequence}`, { cause: excerpt(text) });
}
