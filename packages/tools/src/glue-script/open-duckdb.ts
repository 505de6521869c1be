import { createRequire } from 'node:module';
import { join } from 'node:path';
import { IS_CHECKOUT, PROJECT_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';

/** The part of a DuckDB connection that is needed for a job's SQL. */
export interface Database {
  run(sql: string, values?: string[]): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRows(): unknown[][] }>;
  /** A result whose rows are read in chunks. */
  stream(sql: string): Promise<RowStream>;
  closeSync(): void;
}

/** Chunks of a result. The end is null or an empty chunk. */
export interface RowStream {
  fetchChunk(): Promise<{ readonly rowCount: number; getColumnValues(column: number): unknown[] } | null>;
}

/** The part of `@duckdb/node-api` that opens a connection. */
interface DuckDb {
  readonly DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<Database> }> };
}

/** Folder in which it is installed: in a checkout with other tools, otherwise with this package. */
const FOLDER = IS_CHECKOUT ? join(PROJECT_FOLDER, 'dev') : PROJECT_FOLDER;
const INSTALL = IS_CHECKOUT ? 'npm ci --prefix dev' : 'npm install --save-dev @duckdb/node-api';

/**
 * Creates an empty database in memory. DuckDB is loaded lazily, because it is large and few deployments need it.
 *
 * @param folder in which DuckDB is installed
 * @throws Error that says what to install, if DuckDB is missing
 */
export async function openDuckDb(folder = FOLDER): Promise<Database> {
  const { DuckDBInstance } = duckDbOf(folder);
  const instance = await DuckDBInstance.create(':memory:');
  return instance.connect();
}

function duckDbOf(folder: string): DuckDb {
  try {
    return createRequire(join(folder, 'package.json'))('@duckdb/node-api') as DuckDb;
  } catch (cause) {
    throw new Error(
      `The embedded AWS runs the SQL of Glue jobs with DuckDB, which is not installed. Install it: ${INSTALL}`,
      { cause },
    );
  }
}
