import { lineOf, type CsvChunk } from '../csv/csv-chunk';
import type { Refusal } from '../readiness/refusal';

/** Collects what is wrong with the rows of a file, one entry a column. */
export class Refusals {
  private readonly byColumn = new Map<string, Refusal>();

  constructor(private readonly file: string) {}

  /** Notes a bad value in a row of a chunk. */
  add(chunk: CsvChunk, row: number, column: string, problem: string): void {
    const known = this.byColumn.get(column);
    const refusal = known ?? { file: this.file, column, line: lineOf(chunk, row), problem, rows: 0 };
    this.byColumn.set(column, { ...refusal, rows: refusal.rows + 1 });
  }

  all(): readonly Refusal[] {
    return [...this.byColumn.values()];
  }
}
