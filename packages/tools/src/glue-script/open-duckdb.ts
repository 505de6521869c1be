import type { DuckDBConnection } from '@duckdb/node-api';

/**
 * A new, empty database in memory. DuckDB is loaded only now: it is large, and few deployments need it.
 *
 * @throws Error with what to install where DuckDB is absent
 */
export async function openDuckDb(): Promise<DuckDBConnection> {
  const { DuckDBInstance } = await import('@duckdb/node-api').catch((cause: unknown) => {
    throw new Error(
      'The embedded AWS runs the SQL of Glue jobs with DuckDB, which is not installed: npm ci without --omit=dev installs it.',
      { cause },
    );
  });
  const instance = await DuckDBInstance.create(':memory:');
  return instance.connect();
}
