import { execFileSync } from 'node:child_process';
import path from 'node:path';

const PROGRAM = ['-r', './bin/run-typescript.cjs', path.join(__dirname, 'starved.ts')];

/** What comes of a work of `starved.ts` when no file can be opened any more. */
export function runStarved(work: 'invoke' | 'deploy', folder: string): unknown {
  const limited = ['-c', 'ulimit -n 80 && exec "$0" "$@"', process.execPath, ...PROGRAM, work, folder];
  return JSON.parse(String(execFileSync('sh', limited)));
}
