import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '../cli/cdk';

/** Compiles a C program of bench/peers for this machine; gives its path. */
export function compileC(name: string, folder: string): string {
  const program = join(folder, name);
  execFileSync('gcc', [
    ...['-O3', '-march=native', '-o', program],
    join(PROJECT_FOLDER, 'bench', 'peers', `${name}.c`),
  ]);
  return program;
}
