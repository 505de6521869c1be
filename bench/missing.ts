import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '../cli/cdk';

/** Why a package of bench/package.json is not there, or undefined if it is. */
export const missingPackage = (name: string): string | undefined =>
  existsSync(join(PROJECT_FOLDER, 'bench', 'node_modules', name))
    ? undefined
    : 'not installed: npm --prefix bench ci';

/** Why a module of Python is not there. */
export const missingModule = (name: string): string | undefined =>
  succeeds('python3', '-c', `import ${name}`) ? undefined : `python3 cannot import ${name}`;

/** Why no C program can be compiled. */
export const missingCompiler = (): string | undefined =>
  succeeds('gcc', '--version') ? undefined : 'gcc is not installed';

const succeeds = (program: string, ...args: string[]): boolean =>
  spawnSync(program, args, { stdio: 'ignore' }).status === 0;

export const LEFT_OUT = 'left out';
