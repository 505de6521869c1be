import type { SchemaColumn } from './parsed-schema';

/** Says what is wrong with the value in `bytes[start, end)`, if anything is. */
export type ColumnCheck = (bytes: Buffer, start: number, end: number) => string | undefined;

const MAX_ID_LENGTH = 256;
const MAX_STRING_LENGTH = 1000;
const ID_COLUMNS = new Set(['USER_ID', 'ITEM_ID']);

/**
 * The check of a column's values: not empty unless null is allowed, of the column's type, not too long.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/limits.html
 */
export function columnCheck(column: SchemaColumn): ColumnCheck {
  const { name, type, nullable } = column;
  const isType = type === 'string' ? undefined : TYPE_CHECKS[type];
  const maxLength = maxLengthOf(column);
  return (bytes, start, end) => {
    if (start === end)
      return nullable ? undefined : `Value of ${name} is empty, and the schema does not allow null for it.`;
    if (isType)
      return isType(bytes, start, end)
        ? undefined
        : `Value "${bytes.toString('utf8', start, Math.min(end, start + 100))}" of ${name} is not of type ${type}.`;
    // A character has at least one byte, so that most values need not be decoded.
    return end - start > maxLength && bytes.toString('utf8', start, end).length > maxLength
      ? `Length cannot be more than ${maxLength} characters for ${name}.`
      : undefined;
  };
}

/** A longer textual value is cut by the service, not refused. */
function maxLengthOf({ name, textual }: SchemaColumn): number {
  if (textual) return Infinity;
  return ID_COLUMNS.has(name) ? MAX_ID_LENGTH : MAX_STRING_LENGTH;
}

const isDecimal = (bytes: Buffer, start: number, end: number): boolean =>
  /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(bytes.toString('latin1', start, end));

const TYPE_CHECKS: Record<
  Exclude<SchemaColumn['type'], 'string'>,
  (...value: Parameters<ColumnCheck>) => boolean
> = {
  int: (bytes, start, end) => Math.abs(integerAt(bytes, start, end)) < 2 ** 31,
  long: (bytes, start, end) => Number.isSafeInteger(integerAt(bytes, start, end)),
  float: isDecimal,
  double: isDecimal,
  boolean: (bytes, start, end) => /^(true|false)$/i.test(bytes.toString('latin1', start, end)),
};

const MINUS = 0x2d;
const ZERO = 0x30;

/** The whole number in `bytes[start, end)`, NaN if it is none. */
export function integerAt(bytes: Buffer, start: number, end: number): number {
  const isNegative = bytes[start] === MINUS;
  const first = isNegative ? start + 1 : start;
  if (first >= end) return NaN;
  let value = 0;
  for (let at = first; at < end; at++) {
    const digit = bytes[at] - ZERO;
    if (digit < 0 || digit > 9) return NaN;
    value = 10 * value + digit;
  }
  return isNegative ? -value : value;
}
