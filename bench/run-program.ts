import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { PROJECT_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';

/** A program and its arguments. */
export type CommandLine = readonly [program: string, ...args: string[]];

/** Runs a TypeScript program of this folder, like all commands of this project. */
export const typescript = (file: string, ...args: string[]): CommandLine => [
  process.execPath,
  ...['-r', './bin/run-typescript.cjs', `bench/programs/${file}.ts`],
  ...args,
];

/** Runs a peer in JavaScript. */
export const javascript = (file: string, ...args: string[]): CommandLine => [
  process.execPath,
  `bench/peers/${file}.mjs`,
  ...args,
];

/** Runs a program to its end and parses the JSON line that it prints. @throws Error if it fails */
export async function runProgram<T>(command: CommandLine, env: NodeJS.ProcessEnv = {}): Promise<T> {
  const { child, answer } = await startProgram<T>(command, env);
  if (child.exitCode === null) await once(child, 'exit');
  if (child.exitCode !== 0) throw new Error(`${command.join(' ')} ended with ${child.exitCode}`);
  return answer;
}

/** Runs a program to its end, whatever it prints. @throws Error if it fails */
export async function endOf([program, ...args]: CommandLine): Promise<void> {
  const child = spawn(program, args, { cwd: PROJECT_FOLDER, stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}`);
}

/** Starts a program and parses the first line that it prints as JSON. The program runs until it is killed. */
export async function startProgram<T>(
  [program, ...args]: CommandLine,
  env: NodeJS.ProcessEnv = {},
): Promise<{ readonly child: ChildProcess; readonly answer: T }> {
  const child = spawn(program, args, {
    cwd: PROJECT_FOLDER,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const failed = once(child, 'error').then(([error]) => Promise.reject(error as Error));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]() as AsyncIterator<string, undefined>;
  const first: IteratorResult<string, undefined> = await Promise.race([lines.next(), failed]);
  if (first.value === undefined) throw new Error(`${program} ${args.join(' ')} has printed nothing`);
  return { child, answer: JSON.parse(first.value) as T };
}

/** Compiles a C program of bench/peers for this machine. Returns its path. */
export function compileC(name: string, folder: string): string {
  const program = join(folder, name);
  execFileSync('gcc', [
    ...['-O3', '-march=native', '-o', program],
    join(PROJECT_FOLDER, 'bench', 'peers', `${name}.c`),
  ]);
  return program;
}

/** Why a package of bench/package.json or dev/package.json is missing; undefined if it is installed. */
export const missingPackage = (name: string, folder: 'bench' | 'dev' = 'bench'): string | undefined =>
  existsSync(join(PROJECT_FOLDER, folder, 'node_modules', name))
    ? undefined
    : `not installed: npm ci --prefix ${folder}`;

const OWN_PYTHON = join(PROJECT_FOLDER, 'bench', 'venv', 'bin', 'python');

/** The Python that runs the peers: that of bench/venv, if it exists. */
export const PYTHON = existsSync(OWN_PYTHON) ? OWN_PYTHON : 'python3';

/** Why a Python module is missing; undefined if it is installed. */
export const missingModule = (name: string): string | undefined =>
  succeeds(PYTHON, '-c', `import ${name}`) ? undefined : `${PYTHON} cannot import ${name}`;

/** Why no C program can be compiled; undefined if one can. */
export const missingCompiler = (): string | undefined =>
  succeeds('gcc', '--version') ? undefined : 'gcc is not installed';

const succeeds = (program: string, ...args: string[]): boolean =>
  spawnSync(program, args, { stdio: 'ignore' }).status === 0;

export const LEFT_OUT = 'left out';
