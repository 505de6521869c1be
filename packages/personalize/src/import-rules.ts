import type { DatasetType } from './dataset-types';
import type { AvroField, AvroType } from './avro-schema';

// What an import of Amazon Personalize rejects. Preparation, readiness, fresh data, the embedded import and the SQL
// of the Glue job use this table. The WebAssembly program for rows has a copy, and tests compare the two.

/**
 * Minimum number of rows of one import, in either mode.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/limits.html
 */
export const MIN_ROWS = { INTERACTIONS: 1000, ITEMS: 1, USERS: 1 } as const satisfies Record<
  DatasetType,
  number
>;

/** Maximum size of one import in gigabytes, by mode. */
export const MAX_GIGABYTES = { FULL: 100, INCREMENTAL: 1 } as const;

/** Maximum characters of an id and of any other string. Textual values are truncated instead. */
export const MAX_CHARACTERS = { id: 256, string: 1000 } as const;

/** Timestamps from here on are rejected as milliseconds. As seconds, this is the year 5138; as milliseconds, 1973. */
export const FIRST_MILLISECONDS = 1e11;

/** The problem with a value: `empty`, `type` if malformed, `range` if out of range, `length` if too long. */
export type ValueFault = 'empty' | 'type' | 'range' | 'length';

/** An imported column. */
export interface ImportColumn {
  readonly name: string;
  readonly type: Exclude<AvroType, 'null'>;
  /** Whether a value may be empty. */
  readonly nullable: boolean;
  readonly textual: boolean;
}

/** The import column of a schema field. */
export function importColumn({ name, type, textual }: AvroField): ImportColumn {
  const types = [type].flat();
  const [own = 'string'] = types.filter((one) => one !== 'null');
  return { name, type: own, nullable: types.includes('null'), textual: textual === true };
}

/** Whether a column contains ids, which are compared byte by byte and must not be altered. */
export const isId = ({ name }: Pick<ImportColumn, 'name'>): boolean =>
  name === 'ITEM_ID' || name === 'USER_ID';

/** Maximum characters of a column's values. */
export function maxCharacters(column: ImportColumn): number {
  if (column.type !== 'string' || column.textual) return Infinity;
  return MAX_CHARACTERS[isId(column) ? 'id' : 'string'];
}

type TextCheck<Fault> = (bytes: Buffer, start: number, end: number) => Fault | undefined;

/** Syntax of decimal numbers. The pattern is unambiguous, so matching takes linear time. */
export const DECIMAL = /^-?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/** Description and check of a type's values. */
interface TypeRule {
  readonly noun: string;
  /** Description of the range. */
  readonly range?: string;
  /** Smallest and largest whole number. */
  readonly bounds?: readonly [number, number];
  readonly faultOf: TextCheck<'type' | 'range'>;
}

/** Checks by type. */
export const TYPE_RULES: Readonly<Record<ImportColumn['type'], TypeRule>> = {
  int: whole(-(2 ** 31), 2 ** 31 - 1),
  // Personalize's long has 64 bits, but JavaScript would round larger numbers.
  long: whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  float: decimal(3.4028235e38, (value) => Number.isFinite(Math.fround(value))),
  double: decimal(Number.MAX_VALUE, Number.isFinite),
  boolean: { noun: 'true or false', faultOf: matching(/^(true|false)$/i) },
  string: { noun: 'text', faultOf: () => undefined },
};

/**
 * Checks a column's values: not empty unless nullable, of the column's type, not too long.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/how-it-works-dataset-schema.html
 */
export function valueRule(column: ImportColumn): TextCheck<ValueFault> {
  const { type, nullable } = column;
  const { faultOf } = TYPE_RULES[type];
  const most = maxCharacters(column);
  return (bytes, start, end) => {
    if (start === end) return nullable ? undefined : 'empty';
    // A character has at least one byte, so most values need not be decoded.
    if (end - start > most && bytes.toString('utf8', start, end).length > most) return 'length';
    return faultOf(bytes, start, end);
  };
}

const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;

/**
 * Whether text contains a line end: a record must be a single line, quoted or not.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/preparing-training-data.html
 */
export function hasLineEnd(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++)
    if (bytes[at] === LINE_FEED || bytes[at] === CARRIAGE_RETURN) return true;
  return false;
}

const MINUS = 0x2d;
const ZERO = 0x30;

/** The whole number in `bytes[start, end)`. NaN if it is invalid; rounded if it exceeds the safe integers. */
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

function whole(least: number, most: number): TypeRule {
  return {
    noun: 'whole number',
    range: `from ${least} to ${most}`,
    bounds: [least, most],
    faultOf(bytes, start, end) {
      const value = integerAt(bytes, start, end);
      if (Number.isNaN(value)) return 'type';
      return value >= least && value <= most ? undefined : 'range';
    },
  };
}

function decimal(most: number, isInRange: (value: number) => boolean): TypeRule {
  const isDecimal = matching(DECIMAL);
  return {
    noun: 'number',
    range: `from ${-most} to ${most}`,
    faultOf: (bytes, start, end) =>
      isDecimal(bytes, start, end) ??
      (isInRange(Number(bytes.toString('latin1', start, end))) ? undefined : 'range'),
  };
}

function matching(pattern: RegExp): TextCheck<'type'> {
  return (bytes, start, end) => (pattern.test(bytes.toString('latin1', start, end)) ? undefined : 'type');
}
