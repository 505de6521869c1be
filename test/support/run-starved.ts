import { execFileSync } from 'node:child_process';
import path from 'node:path';

const PROGRAM = ['-r', './bin/run-typescript.cjs', path.join(__dirname, 'starved.ts')];

/** The outcome of a job of `starved.ts` when no more files can be opened. */
export function runStarved(work: 'invoke' | 'deploy', folder: string): unknown {
  const limited = ['-c', 'ulimit -n 80 && exec "$0" "$@"', process.execPath, ...PROGRAM, work, folder];
  return JSON.parse(String(execFileSync('sh', limited)));
}
