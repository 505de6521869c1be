import type { CsvBuffer } from '@ecommerce-recommenders/csv/csv-buffer';
import { excerpt } from '@ecommerce-recommenders/csv/excerpt';
import type { RelaxedChunk } from '@ecommerce-recommenders/csv/read-relaxed-csv';
import { RecordProblem, type ReadColumn, type RecordFile, type SourceRecord } from '../files/records';
import { orderUserId, isOurId, OUR_ID_PROBLEM, OUR_PREFIX } from '../our-ids';
import type { ColumnName } from './mapping';
import { type ReadDecimal, MAX_FLOAT } from './numbers';
import { ROW_PROBLEMS } from './row-problems';
import type { FieldPlan, TimePlan } from './table-plan';
import { timeReader } from './times';
import type { HashUser } from './user-hash';
import {
  FIRST_MILLISECONDS,
  hasLineEnd,
  importColumn,
  isId,
  maxCharacters,
  TYPE_RULES,
} from '@ecommerce-recommenders/personalize/import-rules';
import type { AvroField } from '@ecommerce-recommenders/personalize/avro-schema';

/** Opens a field in one file. Returns the reader of its values. */
export type OpenField = (file: RecordFile) => ReadColumn;

/** The reader of a field's values, according to its plan. */
export function fieldReader({ field, source }: FieldPlan, read: ReadDecimal, hashUser: HashUser): OpenField {
  switch (source.as) {
    case 'constant':
      return () => () => source.value;
    case 'time':
      return timeField(source.time);
    // The preparation of the canonical tables rejects values that an import would reject, so nothing is checked here.
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
          // Without an order, the id stays empty and is rejected.
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

/** Appends the value of a field to a CSV row. Returns whether there is a value. @throws RecordProblem */
export type WriteField = (record: SourceRecord, row: CsvBuffer, chunk: RelaxedChunk | undefined) => boolean;

/** The writer of a field's values. Bytes that certainly need no conversion are copied without making a string. */
export function fieldWriter(
  { field, source }: FieldPlan,
  openField: OpenField,
): (file: RecordFile) => WriteField {
  const copied = copiedColumn(source);
  const staysAt = source.as === 'time' ? isSeconds : source.as === 'text' ? goodText(field) : () => true;
  return (file) => {
    const read = openField(file);
    const column = copied === undefined ? undefined : file.place?.(copied);
    return (record, row, chunk) => {
      if (column !== undefined) {
        const { fields, width, bytes, view, isPlain } = chunk!;
        const at = 2 * ((record as number) * width + column);
        const start = fields[at];
        const end = fields[at + 1];
        if (staysAt(chunk!, start, end)) {
          if (isPlain) row.short(view, start, end);
          else row.value(bytes, start, end);
          return end > start;
        }
      }
      const value = read(record);
      row.string(value);
      return value !== '';
    };
  };
}

/** The column whose bytes may be copied unchanged; undefined if there is none. */
function copiedColumn(source: FieldPlan['source']): ColumnName | undefined {
  if (source.as === 'text' || source.as === 'unchanged') return source.from;
  if (source.as !== 'time' || source.time.format !== 'seconds' || source.time.sequence !== undefined)
    return undefined;
  const [column, ...others] = source.time.columns;
  return others.length === 0 ? column : undefined;
}

/** Whether bytes are certainly valid without conversion. If not, the field's reader decides. */
type StaysAt = (chunk: RelaxedChunk, start: number, end: number) => boolean;

function goodText(field: AvroField): StaysAt {
  const column = importColumn(field);
  const most = maxCharacters(column);
  const mustBeOneLine = isId(column);
  const isUser = column.name === 'USER_ID';
  // A character has at least one byte.
  return ({ bytes, hasZero, isPlain }, start, end) =>
    end - start <= most &&
    !hasZero &&
    (!mustBeOneLine || isPlain || !hasLineEnd(bytes, start, end)) &&
    !(isUser && bytes[start] === FIRST_OF_OURS);
}

const [ZERO, NINE] = [0x30, 0x39];

/** A number with more digits is in milliseconds. */
const MAX_DIGITS = String(FIRST_MILLISECONDS - 1).length;

/** Whether the bytes are a whole number of seconds in JavaScript's notation. */
function isSeconds({ bytes }: RelaxedChunk, start: number, end: number): boolean {
  if (start === end || end - start > MAX_DIGITS || bytes[start] === ZERO) return false;
  for (let at = start; at < end; at++) if (bytes[at] < ZERO || bytes[at] > NINE) return false;
  return true;
}

const FIRST_OF_OURS = OUR_PREFIX.charCodeAt(0);

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
    const latest = { text: '', time: NaN, seconds: NaN, value: '' };
    return (record) => {
      let text = first(record);
      for (const read of others) text += `-${read(record)}`;
      if (text !== latest.text) [latest.text, latest.time] = [text, readTime(text)];
      const seconds = latest.time + secondsToAdd(added, record, sequence);
      if (seconds !== latest.seconds) [latest.seconds, latest.value] = [seconds, String(seconds)];
      if (!Number.isNaN(seconds)) return latest.value;
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

/** Converts a value of the shop's files to one that an import accepts; empty for none. @throws RecordProblem */
type Convert = (text: string) => string;

const [LEAST_INT, MOST_INT] = TYPE_RULES.int.bounds!;

const refused = (from: string, text: string, words: string): RecordProblem =>
  new RecordProblem(`${from} ${words}`, { cause: excerpt(text) });

/** Converts text. Rejects text that is too long, ids with line ends, and user ids that are reserved for the stack. */
function textValue(field: AvroField, from: string): Convert {
  const column = importColumn(field);
  const most = maxCharacters(column);
  const mustBeOneLine = isId(column);
  const isUser = column.name === 'USER_ID';
  return (text) => {
    if (text.length > most) throw refused(from, text, ROW_PROBLEMS.tooLong(most));
    if (text.includes('\0')) throw refused(from, text, ROW_PROBLEMS.zeroByte);
    if (mustBeOneLine && /[\n\r]/.test(text)) throw refused(from, text, ROW_PROBLEMS.lineEnd);
    if (isUser && isOurId(text)) throw refused(from, text, OUR_ID_PROBLEM);
    return text;
  };
}

/** Converts categories from the shop's separator to Personalize's `|`. */
function categories(field: AvroField, from: string, separator: string): Convert {
  const check = textValue(field, from);
  return (text) => {
    const parts = text.split(separator).map((part) => part.trim());
    return check([...new Set(parts.filter((part) => part !== ''))].join('|'));
  };
}

/** Converts a single-precision number. It keeps its digits. */
const floatValue =
  (read: ReadDecimal, from: string): Convert =>
  (text) => {
    if (text.trim() === '') return '';
    const number = read(text);
    if (!(Math.abs(Number(number)) <= MAX_FLOAT)) throw refused(from, text, ROW_PROBLEMS.number);
    return number!;
  };

/** Converts a single-precision number above 0; any other number becomes empty. */
const priceValue = (read: ReadDecimal, from: string): Convert => {
  const convert = floatValue(read, from);
  return (text) => {
    const price = convert(text);
    return Number(price) > 0 ? price : '';
  };
};

/** Converts a 32-bit integer. */
const intValue =
  (read: ReadDecimal, from: string): Convert =>
  (text) => {
    if (text.trim() === '') return '';
    const value = Number(read(text));
    if (!Number.isInteger(value) || value < LEAST_INT || value > MOST_INT)
      throw refused(from, text, ROW_PROBLEMS.int);
    return String(value);
  };

/** Converts a time in a custom column to Unix seconds. It accepts Unix seconds or milliseconds, or ISO 8601. */
function timestampValue(from: string): Convert {
  const readers = [timeReader('seconds', 'UTC'), timeReader('milliseconds', 'UTC'), timeReader('iso', 'UTC')];
  return (text) => {
    if (text === '') return '';
    const seconds = readers.map((read) => read(text)).find((one) => !Number.isNaN(one));
    if (seconds === undefined) throw refused(from, text, ROW_PROBLEMS.moment);
    return String(seconds);
  };
}
