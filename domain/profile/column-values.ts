import { IdTable } from '../data/id-table';

/** Looked up once: where tests run, a look-up of a global takes longer than all else in the hash. */
const { imul } = Math;

/** Distinct values of a column that are kept; from here on their number is an estimate, within about 1 %. */
const MAX_VALUES = 1 << 16;

/**
 * The different values of a column and how often each occurs. Memory is bounded: once there are too many
 * values, only those stay whose hash has its `level` lowest bits zero, and of those that follow only such
 * ones are taken, so that each value that stays has its true count and stands for 2^level values.
 *
 * @see Flajolet: On Adaptive Sampling (1990)
 */
export class ColumnValues {
  /** Cells that hold nothing. */
  missing = 0;
  /** Cells that hold something. */
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

  /** How many different values there are. */
  get distinct(): number {
    return this.table.size * 2 ** this.level;
  }

  /** Whether {@link distinct} is an estimate, and {@link entries} a sample of the values. */
  get isEstimate(): boolean {
    return this.level > 0;
  }

  /** The values that are kept, with the number of their cells. */
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

/** FNV-1a with the last steps of MurmurHash3, without which its low bits are too even to sample by. */
function isSampled(bytes: Buffer, start: number, end: number, level: number): boolean {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = imul(hash ^ bytes[i], 0x01000193);
  hash = imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) & (2 ** level - 1)) === 0;
}
