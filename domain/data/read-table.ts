import type { CsvChunk } from '../csv/csv-chunk';
import { CsvBuffer } from '../csv/csv-buffer';
import type { CsvEscape } from '../csv/csv-escape';
import { readCsv } from '../csv/read-csv';
import type { DatasetSource } from '../datasets';
import { ColumnCopier } from './column-copier';
import { columnIndexes } from './column-indexes';
import { TableText } from './table-text';

/** Looks at a row; the columns for import are given in their order. */
export type RowCheck = (chunk: CsvChunk, row: number, columns: readonly number[]) => void;

/** How a table is read. */
export interface TableOptions {
  readonly source: DatasetSource;
  readonly escape: CsvEscape;
  /** @default no check: the rows have been checked before */
  readonly check?: RowCheck;
}

/** The rows of items or users as the text that is written of them; each piece is valid until the next. */
export async function* readTable(
  body: AsyncIterable<Buffer>,
  { source, escape, check }: TableOptions,
): AsyncGenerator<TableText> {
  const csv = await readCsv(body, { file: source.member, escape: '"' });
  const columns = columnIndexes(source, csv.columns);
  const copier = new ColumnCopier(columns);
  const buffer = new CsvBuffer(escape);
  for await (const chunk of csv.chunks) {
    buffer.clear();
    for (let row = 0; row < chunk.rows; row++) {
      check?.(chunk, row, columns);
      copier.copy(chunk, row, buffer);
      buffer.lineFeed();
    }
    yield new TableText(buffer.text(), chunk.rows);
  }
}
