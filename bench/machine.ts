import { spawnSync } from 'node:child_process';
import { cpus, totalmem, type } from 'node:os';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import { PYTHON } from './run-program';

/** The machine and the runtime on which the figures were measured, in one line. */
export function machine(): string {
  const [{ model }, ...others] = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `${model.trim()}, ${others.length + 1} cores, ${memory} GiB, ${type()}, Node ${process.version}`;
}

const PYTHON_PEERS = ['pandas', 'polars', 'scipy', 'implicit'];

/** Versions of the peers. They are pinned in the package.json of bench or, for DuckDB, of dev, or installed for Python. */
export function peerVersions(): string {
  const pinnedIn = (folder: string): Record<string, string> => {
    const manifest = readFileSync(join(PROJECT_FOLDER, folder, 'package.json'), 'utf8');
    return (JSON.parse(manifest) as { dependencies: Record<string, string> }).dependencies;
  };
  const duckDb = '@duckdb/node-api';
  const pinned = Object.entries({ [duckDb]: pinnedIn('dev')[duckDb], ...pinnedIn('bench') }).map(
    ([name, version]) => `${name} ${version}`,
  );
  const found = PYTHON_PEERS.map((name) => {
    const program = `import ${name}; print(${name}.__version__)`;
    const { status, stdout } = spawnSync(PYTHON, ['-c', program], { encoding: 'utf8' });
    return status === 0 ? `${name} ${stdout.trim()}` : `${name} (its results are of an earlier day)`;
  });
  return [...pinned, ...found].join(', ');
}
