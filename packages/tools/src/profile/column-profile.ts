import { IdTable } from '@ecommerce-recommenders/csv/id-table';
import { DECIMAL } from '@ecommerce-recommenders/personalize/import-rules';
import { histogram, summariseNumbers, type Bin, type NumberSummary, type WeightedNumber } from './histogram';

/** Kind of values in a column. */
export type ColumnType = 'empty' | 'whole number' | 'number' | 'text';

/** Profile of one column. */
export interface ColumnProfile {
  readonly name: string;
  readonly type: ColumnType;
  /** Number of rows without a value. */
  readonly missing: number;
  readonly distinct: number;
  /** Whether there are too many distinct values to count each. The following members then describe a sample. */
  readonly isEstimate: boolean;
  /** Whether the values may identify people. The following members are then left out. */
  readonly isPersonal: boolean;
  readonly numbers?: NumberSummary;
  readonly bins?: readonly Bin[];
  /** The most frequent values, at most {@link MAX_TOP}. Ties are sorted by value. */
  readonly top: readonly ValueCount[];
}

/** A value and the number of its rows. */
export interface ValueCount {
  readonly value: string;
  readonly rows: number;
}

const MAX_TOP = 12;

/** @param isPersonal - whether to omit the values */
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

/** Larger numbers are no quantities, and their sums would be infinite. */
const isNumber = (value: string): boolean =>
  DECIMAL.test(value) && Number.isFinite(Math.fround(Number(value)));

/** Cached in a local variable, because looking up a global is slow in Jest's sandbox. */
const { imul } = Math;

/** Maximum number of values to keep. Beyond it, the number of distinct values is an estimate within about 1 %. */
const MAX_VALUES = 1 << 16;

/**
 * The distinct values of a column and their counts, in bounded memory. If there are too many, it keeps only values
 * whose hash has its `level` lowest bits zero. Each kept value has its exact count, and represents 2^level values.
 *
 * @see Flajolet: On Adaptive Sampling (1990)
 */
export class ColumnValues {
  /** Number of empty cells. */
  missing = 0;
  /** Number of non-empty cells. */
  present = 0;
  private table = new IdTable();
  private counts: number[] = [];
  private level = 0;

  constructor(private readonly maxValues = MAX_VALUES) {}

  /** Counts one cell. */
  add(bytes: Buffer, start: number, end: number): void {
    if (start === end) {
      this.missing++;
      return;
    }
    this.present++;
    if (this.level > 0 && !isSampled(bytes, start, end, this.level)) return;
    const value = this.table.add(bytes, start, end);
    this.counts[value] = (this.counts[value] ?? 0) + 1;
    while (this.table.size > this.maxValues) this.halve();
  }

  /** Number of distinct values. */
  get distinct(): number {
    return this.table.size * 2 ** this.level;
  }

  /** Whether {@link distinct} is an estimate, and {@link entries} are a sample of the values. */
  get isEstimate(): boolean {
    return this.level > 0;
  }

  /** The kept values with the number of their cells. */
  *entries(): Generator<readonly [value: string, count: number]> {
    for (const [value, count] of this.counts.entries()) yield [this.table.idOf(value), count];
  }

  private halve(): void {
    this.level++;
    const table = new IdTable();
    const counts: number[] = [];
    for (const [value, count] of this.entries()) {
      const bytes = Buffer.from(value);
      if (isSampled(bytes, 0, bytes.length, this.level)) counts[table.add(bytes, 0, bytes.length)] = count;
    }
    this.table = table;
    this.counts = counts;
  }
}

/** FNV-1a with the last steps of MurmurHash3. Without these, its low bits are too even for sampling. */
function isSampled(bytes: Buffer, start: number, end: number, level: number): boolean {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = imul(hash ^ bytes[i], 0x01000193);
  hash = imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) & (2 ** level - 1)) === 0;
}

/** Matches parts of a column's name, ignoring case, that suggest personal data. */
const PERSONAL =
  /name|mail|address|phone|mobile|street|city|zip|post|birth|passport|account|card|iban|tax|(^|_)(tel|ip|ssn|lat|lon|lng)(_|$)/i;

/** Minimum number of rows for considering a nearly unique column personal. */
const MIN_ROWS = 20;

/**
 * Whether a column of users.csv may identify people: because of its name, or because more than half of its values are
 * unique. Such values are counted and never shown.
 */
export function isPersonalColumn(name: string, present: number, distinct: number): boolean {
  return PERSONAL.test(name) || (present >= MIN_ROWS && distinct > present / 2);
}
