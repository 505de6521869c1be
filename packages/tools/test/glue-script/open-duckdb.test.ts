import { tmpdir } from 'node:os';
import { openDuckDb } from '../../src/glue-script/open-duckdb';

it('fails with the command that installs DuckDB where that is missing', async () => {
  await expect(openDuckDb(tmpdir())).rejects.toThrow('Install it: npm ci --prefix dev');
});
