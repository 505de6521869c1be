import type { CsvBuffer } from '@ecommerce-recommenders/csv/csv-buffer';
import type { CsvChunk } from '@ecommerce-recommenders/csv/csv-chunk';

/** Adjacent columns, given by the first and last index. */
interface ColumnRun {
  readonly first: number;
  last: number;
}

/** Copies selected columns of CSV text in a given order, with unchanged values. */
export class ColumnCopier {
  private readonly single: readonly ColumnRun[];
  private readonly joined: readonly ColumnRun[];

  /** @param columns - source positions of the columns, in the order of the copy */
  constructor(columns: readonly number[]) {
    this.single = columns.map((column) => ({ first: column, last: column }));
    this.joined = joinedRuns(columns);
  }

  /** Appends the values of one row, without a comma after the last. */
  copy(chunk: CsvChunk, row: number, buffer: CsvBuffer): void {
    const { bytes, view, fields, width, isPlain } = chunk;
    const runs = isPlain ? this.joined : this.single;
    const rowAt = 2 * row * width;
    for (let index = 0; index < runs.length; index++) {
      const { first, last } = runs[index];
      if (index > 0) buffer.comma();
      const start = fields[rowAt + 2 * first];
      const end = fields[rowAt + 2 * last + 1];
      if (isPlain) buffer.short(view, start, end);
      else buffer.value(bytes, start, end);
    }
  }
}

function joinedRuns(columns: readonly number[]): ColumnRun[] {
  const runs: ColumnRun[] = [];
  for (const column of columns) {
    const run = runs.at(-1);
    if (run !== undefined && column === run.last + 1) run.last = column;
    else runs.push({ first: column, last: column });
  }
  return runs;
}
