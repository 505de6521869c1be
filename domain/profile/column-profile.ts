import { DECIMAL } from '../import-rules';
import type { ColumnValues } from './column-values';
import { histogram, type Bin } from './histogram';
import { summariseNumbers, type NumberSummary } from './number-summary';
import type { WeightedNumber } from './weighted-number';

/** What the values of a column look like. */
export type ColumnType = 'empty' | 'whole number' | 'number' | 'text';

/** What is known of one column. */
export interface ColumnProfile {
  readonly name: string;
  readonly type: ColumnType;
  /** Rows that have no value there. */
  readonly missing: number;
  readonly distinct: number;
  /** Whether there are too many different values to count each: all that follows is about a sample. */
  readonly isEstimate: boolean;
  /** Whether the values may identify people: then all that follows is left out. */
  readonly isPersonal: boolean;
  readonly numbers?: NumberSummary;
  readonly bins?: readonly Bin[];
  /** The most frequent values, at most {@link MAX_TOP}, equal ones in order of the value. */
  readonly top: readonly ValueCount[];
}

/** A value and the number of its rows. */
export interface ValueCount {
  readonly value: string;
  readonly rows: number;
}

const MAX_TOP = 12;

/** @param isPersonal whether to keep the values back */
export function columnProfile(name: string, values: ColumnValues, isPersonal: boolean): ColumnProfile {
  const entries = [...values.entries()];
  const type = typeOf(entries.map(([value]) => value));
  const { missing, distinct, isEstimate } = values;
  const counted = { name, type, missing, distinct, isEstimate, isPersonal };
  if (isPersonal || type === 'empty') return { ...counted, top: [] };
  const top = [...entries]
    .sort(([a, rowsOfA], [b, rowsOfB]) => rowsOfB - rowsOfA || (a < b ? -1 : 1))
    .slice(0, MAX_TOP)
    .map(([value, rows]) => ({ value, rows }));
  if (type === 'text') return { ...counted, top };
  const numbers = entries.map(([value, count]): WeightedNumber => [Number(value), count]);
  const bins = histogram(numbers, type === 'whole number' ? 1 : 0);
  return { ...counted, numbers: summariseNumbers(numbers), bins, top };
}

function typeOf(values: readonly string[]): ColumnType {
  if (values.length === 0) return 'empty';
  if (!values.every(isNumber)) return 'text';
  return values.every((value) => /^-?\d+$/.test(value)) ? 'whole number' : 'number';
}

/** Larger ones than a float holds are no quantities, and their sums and distances would be infinite. */
const isNumber = (value: string): boolean =>
  DECIMAL.test(value) && Number.isFinite(Math.fround(Number(value)));
