import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '../cdk/cdk';

/** What of a DuckDB connection runs a job's SQL. */
export interface Database {
  run(sql: string, values?: string[]): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRows(): unknown[][] }>;
  /** A result whose rows are read some at a time. */
  stream(sql: string): Promise<RowStream>;
  closeSync(): void;
}

/** Rows of a result, until there is no chunk or an empty one. */
export interface RowStream {
  fetchChunk(): Promise<{ readonly rowCount: number; getColumnValues(column: number): unknown[] } | null>;
}

/** What of `@duckdb/node-api` opens one. */
interface DuckDb {
  readonly DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<Database> }> };
}

/**
 * A new, empty database in memory. DuckDB is loaded only now: it is large, and few deployments need it.
 *
 * @param folder where DuckDB is installed
 * @throws Error with what to install where DuckDB is absent
 */
export async function openDuckDb(folder = join(PROJECT_FOLDER, 'dev')): Promise<Database> {
  const { DuckDBInstance } = duckDbOf(folder);
  const instance = await DuckDBInstance.create(':memory:');
  return instance.connect();
}

function duckDbOf(folder: string): DuckDb {
  try {
    return createRequire(join(folder, 'package.json'))('@duckdb/node-api') as DuckDb;
  } catch (cause) {
    throw new Error(
      'The embedded AWS runs the SQL of Glue jobs with DuckDB, which is not installed. Install it: npm ci --prefix dev',
      { cause },
    );
  }
}
