import type { PreparationTables } from '@ecommerce-recommenders/shop-data/contracts/functions/preparation-job';
import type { PreparedFileName } from '@ecommerce-recommenders/shop-data/data/preparation/prepared-output';
import type { HoldoutBy } from '@ecommerce-recommenders/shop-data/data/preparation/settings';
import { loadTable, type TableFile } from './load-table';
import { openDuckDb, type RowStream } from './open-duckdb';

/** The SQL, and the data on which it runs. */
export interface SqlPreparation {
  /** SQL compiled from a mapping. */
  readonly sql: string;
  readonly tables: PreparationTables;
  /** Files of each table, by the table's name in the SQL. */
  readonly files: Readonly<Record<string, readonly TableFile[]>>;
  readonly eventTypes: Readonly<Record<string, string>>;
  readonly trainingShare: number;
  readonly holdoutBy: HoldoutBy;
}

/** One prepared file. Its lines have no line ends. */
export interface SqlResult {
  readonly name: PreparedFileName;
  readonly header: string;
  /** Lines in chunks. They can be iterated once, before the next result. */
  readonly lines: AsyncIterable<readonly string[]>;
}

/**
 * Does the same as `glue/prepare-data.py`, with DuckDB instead of Spark.
 *
 * @throws Error that says what is wrong with the data or the SQL; then there is no result
 */
export async function* prepareWithSql(preparation: SqlPreparation): AsyncGenerator<SqlResult> {
  const { sql, tables: described, files, eventTypes, trainingShare, holdoutBy } = preparation;
  const { tables, kept, outputs } = described;
  const database = await openDuckDb();
  try {
    for (const [name, some] of Object.entries(files)) await loadTable(database, name, tables[name], some);
    await database.run('CREATE TABLE event_types (source VARCHAR, target VARCHAR)');
    for (const entry of Object.entries(eventTypes))
      await database.run('INSERT INTO event_types VALUES (?, ?)', entry);
    await database.run(
      'CREATE TABLE settings AS SELECT CAST(? AS DOUBLE) AS training_share, CAST(? AS VARCHAR) AS holdout_by',
      [String(trainingShare), holdoutBy],
    );
    await database.run(withKept(sql, kept));

    const problems = await database.runAndReadAll('SELECT problem FROM problems LIMIT 1');
    for (const [problem] of problems.getRows()) throw new Error(String(problem));

    for (const [file, header] of Object.entries(outputs)) {
      const columns = header.map((_, at) => `v${at}`).join();
      // The values are already CSV.
      const rows = await database.stream(
        `SELECT concat_ws(',', ${columns}) FROM ${file.replace(/\.csv$/, '')}`,
      );
      yield { name: file as PreparedFileName, header: header.join(), lines: linesOf(rows) };
    }
  } finally {
    database.closeSync();
  }
}

/** Replaces views that Spark caches with tables. */
const withKept = (sql: string, kept: readonly string[]): string =>
  sql.replace(/TEMPORARY VIEW (\w+)/g, (all, name: string) =>
    kept.includes(name) ? `TEMPORARY TABLE ${name}` : all,
  );

async function* linesOf(rows: RowStream): AsyncGenerator<readonly string[]> {
  for (;;) {
    const chunk = await rows.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    yield chunk.getColumnValues(0) as string[];
  }
}
