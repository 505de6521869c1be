import { lineOf, type CsvChunk } from '@ecommerce-recommenders/csv/csv-chunk';
import { readCsv } from '@ecommerce-recommenders/csv/read-csv';
import { columnIndexes, valueChecks } from '@ecommerce-recommenders/shop-data/data/preparation/check-table';
import { IdTable } from '@ecommerce-recommenders/csv/id-table';
import type { DatasetSource } from '@ecommerce-recommenders/shop-data/data/datasets';
import type { Refusal } from '@ecommerce-recommenders/shop-data/insight/readiness/shop-facts';
import { columnProfile, ColumnValues, isPersonalColumn, type ColumnProfile } from './column-profile';

/** Profile of items.csv or users.csv. */
export interface TableProfile {
  readonly file: string;
  readonly rows: number;
  /** Every column of the file, in order. */
  readonly columns: readonly ColumnProfile[];
  readonly refusals: readonly Refusal[];
  /** The ids of the rows. */
  readonly ids: IdTable;
}

/**
 * Profiles items or users. Bad values are counted, whereas an import fails at the first one.
 *
 * @throws Error that names file and line, if the text is no table or lacks a column
 */
export async function profileTable(
  body: AsyncIterable<Buffer>,
  source: DatasetSource,
): Promise<TableProfile> {
  const { member } = source;
  const csv = await readCsv(body, { file: member, escape: '"' });
  const imported = columnIndexes(source, csv.columns);
  const checks = valueChecks(source);
  const values = csv.columns.map(() => new ColumnValues());
  const refusals = new Refusals(member);
  const ids = new IdTable();
  let rows = 0;
  for await (const chunk of csv.chunks) {
    const { bytes, fields, width } = chunk;
    for (let row = 0; row < chunk.rows; row++) {
      const at = 2 * row * width;
      for (let column = 0; column < width; column++)
        values[column].add(bytes, fields[at + 2 * column], fields[at + 2 * column + 1]);
      const id = at + 2 * imported[0];
      ids.add(bytes, fields[id], fields[id + 1]);
      for (const [index, column] of imported.entries()) {
        const cell = at + 2 * column;
        const problem = checks[index](bytes, fields[cell], fields[cell + 1]);
        if (problem !== undefined) refusals.add(chunk, row, source.columns[index].from, problem);
      }
    }
    rows += chunk.rows;
  }
  const columns = csv.columns.map((name, index) => {
    const { present, distinct } = values[index];
    const isPersonal = source.schema.name === 'Users' && isPersonalColumn(name, present, distinct);
    return columnProfile(name, values[index], isPersonal);
  });
  return { file: member, rows, columns, refusals: refusals.all(), ids };
}

/** Collects the problems of a file's rows, with one entry per column. */
export class Refusals {
  private readonly byColumn = new Map<string, Refusal>();

  constructor(private readonly file: string) {}

  /** Records a bad value in a row of a chunk. */
  add(chunk: CsvChunk, row: number, column: string, problem: string): void {
    const known = this.byColumn.get(column);
    const refusal = known ?? { file: this.file, column, line: lineOf(chunk, row), problem, rows: 0 };
    this.byColumn.set(column, { ...refusal, rows: refusal.rows + 1 });
  }

  all(): readonly Refusal[] {
    return [...this.byColumn.values()];
  }
}
