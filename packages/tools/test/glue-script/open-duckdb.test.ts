import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuckDb } from '../../src/glue-script/open-duckdb';

it('fails with the command that installs DuckDB where that is missing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'no-duckdb-'));
  try {
    await expect(openDuckDb(folder)).rejects.toThrow('Install it: npm ci --prefix dev');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
