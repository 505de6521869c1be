import {
  importColumn,
  isId,
  maxCharacters,
  TYPE_RULES,
} from '@ecommerce-recommenders/personalize/import-rules';
import type { AvroField } from '@ecommerce-recommenders/personalize/avro-schema';
import { excerpt } from '@ecommerce-recommenders/csv/excerpt';
import { isOurId, OUR_ID_PROBLEM } from '../our-ids';
import { RecordProblem } from '../files/records';
import { MAX_FLOAT, type ReadDecimal } from './numbers';
import { ROW_PROBLEMS } from './row-problems';
import { timeReader } from './times';

/** Turns a value of the shop's files into one that an import accepts; empty for none. @throws RecordProblem */
export type Convert = (text: string) => string;

const [LEAST_INT, MOST_INT] = TYPE_RULES.int.bounds!;

const refused = (from: string, text: string, words: string): RecordProblem =>
  new RecordProblem(`${from} ${words}`, { cause: excerpt(text) });

/** Text of a field. Refuses text that is too long, ids with line ends, and user ids that are reserved for the stack. */
export function textValue(field: AvroField, from: string): Convert {
  const column = importColumn(field);
  const most = maxCharacters(column);
  const mustBeOneLine = isId(column);
  const isUser = column.name === 'USER_ID';
  return (text) => {
    if (text.length > most) throw refused(from, text, ROW_PROBLEMS.tooLong(most));
    if (text.includes('\0')) throw refused(from, text, 'holds a zero byte; is the encoding right?');
    if (mustBeOneLine && /[\n\r]/.test(text)) throw refused(from, text, ROW_PROBLEMS.lineEnd);
    if (isUser && isOurId(text)) throw refused(from, text, OUR_ID_PROBLEM);
    return text;
  };
}

/** Categories with the shop's separator, rewritten with the service's `|`. */
export function categories(field: AvroField, from: string, separator: string): Convert {
  const check = textValue(field, from);
  return (text) => {
    const parts = text.split(separator).map((part) => part.trim());
    return check([...new Set(parts.filter((part) => part !== ''))].join('|'));
  };
}

/** A number of single precision, with the digits that it has. */
export const floatValue =
  (read: ReadDecimal, from: string): Convert =>
  (text) => {
    if (text.trim() === '') return '';
    const number = read(text);
    if (!(Math.abs(Number(number)) <= MAX_FLOAT)) throw refused(from, text, ROW_PROBLEMS.number);
    return number!;
  };

/** A number of single precision above 0; empty for any other number. */
export const priceValue = (read: ReadDecimal, from: string): Convert => {
  const convert = floatValue(read, from);
  return (text) => {
    const price = convert(text);
    return Number(price) > 0 ? price : '';
  };
};

/** A whole number of 32 bits. */
export const intValue =
  (read: ReadDecimal, from: string): Convert =>
  (text) => {
    if (text.trim() === '') return '';
    const value = Number(read(text));
    if (!Number.isInteger(value) || value < LEAST_INT || value > MOST_INT)
      throw refused(from, text, ROW_PROBLEMS.int);
    return String(value);
  };

/** Unix seconds of a moment in a shop's own column: Unix seconds or milliseconds, or ISO 8601. */
export function timestampValue(from: string): Convert {
  const readers = [timeReader('seconds', 'UTC'), timeReader('milliseconds', 'UTC'), timeReader('iso', 'UTC')];
  return (text) => {
    if (text === '') return '';
    const seconds = readers.map((read) => read(text)).find((one) => !Number.isNaN(one));
    if (seconds === undefined) throw refused(from, text, ROW_PROBLEMS.moment);
    return String(seconds);
  };
}
