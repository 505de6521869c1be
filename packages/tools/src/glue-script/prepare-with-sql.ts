import type { DuckDBConnection } from '@duckdb/node-api';
import { SQL_TABLES } from '@ecommerce-recommenders/shop-data/contracts/preparation-job';
import {
  PREPARED_FILES,
  type PreparedFileName,
} from '@ecommerce-recommenders/shop-data/data/prepared-output';
import type { HoldoutBy } from '@ecommerce-recommenders/shop-data/data/settings';
import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { loadTable, type PartFile } from './load-table';
import { openDuckDb } from './open-duckdb';

/** What the SQL is run on. */
export interface SqlPreparation {
  /** The text of `glue/prepare-data.sql`. */
  readonly sql: string;
  readonly parts: Readonly<Record<DatasetType, readonly PartFile[]>>;
  readonly eventTypes: Readonly<Record<string, string>>;
  readonly trainingShare: number;
  readonly holdoutBy: HoldoutBy;
}

/** One prepared file, without line ends. */
export interface SqlResult {
  readonly name: PreparedFileName;
  readonly header: string;
  /** Some at a time; to be gone through once, before the next result. */
  readonly lines: AsyncIterable<readonly string[]>;
}

/**
 * Does with DuckDB what `glue/prepare-data.py` does with Spark.
 *
 * @throws Error that says what is wrong with the data or the SQL; then there is no result
 */
export async function* prepareWithSql(preparation: SqlPreparation): AsyncGenerator<SqlResult> {
  const { sql, parts, eventTypes, trainingShare, holdoutBy } = preparation;
  const database = await openDuckDb();
  try {
    for (const type of DATASET_TYPES) await loadTable(database, SQL_TABLES[type], parts[type]);
    await database.run('CREATE TABLE event_types (source VARCHAR, target VARCHAR)');
    for (const entry of Object.entries(eventTypes))
      await database.run('INSERT INTO event_types VALUES (?, ?)', entry);
    await database.run(
      'CREATE TABLE settings AS SELECT CAST(? AS DOUBLE) AS training_share, CAST(? AS VARCHAR) AS holdout_by',
      [String(trainingShare), holdoutBy],
    );
    await database.run(sql);

    const problems = await database.runAndReadAll('SELECT problem FROM problems LIMIT 1');
    for (const [problem] of problems.getRows()) throw new Error(String(problem));

    for (const name of PREPARED_FILES) {
      const view = name.replace(/\.csv$/, '');
      const columns = (await database.run(`SELECT * FROM ${view} LIMIT 0`)).columnNames();
      // The values are CSV already.
      const rows = await database.stream(`SELECT concat_ws(',', ${columns.join()}) FROM ${view}`);
      yield { name, header: columns.join(), lines: linesOf(rows) };
    }
  } finally {
    database.closeSync();
  }
}

async function* linesOf(
  rows: Awaited<ReturnType<DuckDBConnection['stream']>>,
): AsyncGenerator<readonly string[]> {
  for (;;) {
    const chunk = await rows.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    yield chunk.getColumnValues(0) as string[];
  }
}
