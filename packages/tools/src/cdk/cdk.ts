import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  CACHE_FOLDER,
  IS_CHECKOUT,
  PROJECT_FOLDER,
} from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import { hasOwnApp } from './cdk-json';
import { machineLimit } from 'embedded-aws/machine-limit';
import { endOnExit } from 'embedded-aws/temporary-folder';
import { exitCodeOf, STOP_SIGNALS } from 'embedded-aws/command/run-command';

/**
 * Preloaded into the CLI. Without it, the CLI would retry for up to a minute against a dead endpoint after this
 * process is killed.
 */
export const END_WITH_STARTER = join(__dirname, '../end-with-starter.cjs');

/** Makes Node.js, from version 22 on, cache the compiled code of the CLI and of its app. The CLI is 16 MB of JavaScript. */
const COMPILED: NodeJS.ProcessEnv = { NODE_COMPILE_CACHE: join(CACHE_FOLDER, 'bytecode') };

/** Matches `Stack | 28/98 | 12:44:08 AM | CREATE_COMPLETE | …`, which is redundant with the stack's events. */
const PROGRESS = /^\S+ \| +\d+(\/\d+)? \|/;

/** Path of the CDK CLI of this project, or of the app that has installed the package. @throws Error that says what to install */
function cli(): string {
  try {
    const manifest = createRequire(join(PROJECT_FOLDER, 'package.json')).resolve('aws-cdk/package.json');
    return join(dirname(manifest), 'bin', 'cdk');
  } catch (cause) {
    const install = IS_CHECKOUT ? 'npm ci' : 'npm install --save-dev aws-cdk';
    throw new Error(`The CDK CLI is not installed in ${PROJECT_FOLDER}. Install it: ${install}`, { cause });
  }
}

/** The app that reads the settings in cdk.json, for a folder whose cdk.json names no app. */
const SETTINGS_APP = join(__dirname, '../../../../bin/app.js');

/**
 * Makes the CLI synthesize {@link SETTINGS_APP}, unless another app is given. It is quoted inside, because the CLI
 * strips outer quotes.
 */
const appArgs = (args: readonly string[]): string[] =>
  hasOwnApp() || args.some((arg) => /^(-a|--app)(=|$)/.test(arg)) ? [] : ['--app', `node "${SETTINGS_APP}"`];

/** Folder of the cloud assembly of {@link runCdk}, below {@link CdkOptions.folder}. */
export const ASSEMBLY = 'cdk.out';

/** Options for running the CDK CLI. */
export interface CdkOptions {
  readonly environment: NodeJS.ProcessEnv;
  /** Folder of the cloud assembly, of the CLI's own cache, and of temporary files of the CLI and its app. */
  readonly folder: string;
  /**
   * Folder of the cdk.json.
   *
   * @default - that of the project
   */
  readonly project?: string;
  /** Kills the CLI. */
  readonly signal?: AbortSignal;
}

/**
 * Runs the CDK CLI that package.json pins, unmodified, as a child process. The CLI and its app are killed when the
 * signal aborts and when this process exits.
 *
 * @throws Error with the CLI's output, without its progress lines, if the exit code is not 0
 */
export function runCdk(args: readonly string[], options: CdkOptions): Promise<void> {
  const { environment, folder, project = PROJECT_FOLDER, signal } = options;
  const output = ['--output', join(folder, ASSEMBLY)];
  const command = ['-r', END_WITH_STARTER, cli(), ...args, ...appArgs(args), ...output];
  // A killed CDK app leaves behind the folders in which it was staging assets, so they are created here.
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary, { recursive: true });
  const child: ChildProcess = spawn(process.execPath, command, {
    cwd: project,
    env: {
      ...COMPILED,
      ...environment,
      TMPDIR: temporary,
      TEMP: temporary,
      CDK_HOME: join(folder, 'cdk-home'),
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      // Node.js warnings concern the CLI, not the user.
      NODE_NO_WARNINGS: '1',
      // Checking the template against CloudFormation's rules takes four seconds. CI does it once.
      CDK_VALIDATION: 'false',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // The CLI gets its own process group: Ctrl-C in the terminal reaches only this process, which shuts the CLI down.
    detached: true,
    windowsHide: true,
  });
  const end = (): void => endGroup(child.pid);
  const keepOnExit = endOnExit(end);
  signal?.addEventListener('abort', end, { once: true });
  if (signal?.aborted) end();
  // If only the CLI was killed, its app is still running.
  child.once('exit', end);
  const printed: Buffer[] = [];
  // A process that failed to start has no streams.
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => printed.push(data));
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', (error) => {
      const limit = machineLimit(error);
      reject(limit === undefined ? error : new Error(limit, { cause: error }));
    });
    child.once('close', (code) => {
      if (code === 0) return resolve();
      if (signal?.aborted) return reject(new Error(`cdk ${args[0]} was interrupted`));
      const lines = Buffer.concat(printed).toString('utf8').trim().split('\n');
      const output = lines.filter((line) => !PROGRESS.test(line)).join('\n');
      reject(new Error(`cdk ${args[0]} ended with ${code ?? 'a signal'}\n${output}`));
    });
  });
  return ended.finally(() => {
    keepOnExit();
    signal?.removeEventListener('abort', end);
  });
}

/**
 * Runs the CDK CLI in the foreground of this terminal.
 *
 * @returns its exit code
 */
export async function cdkOnTerminal(args: readonly string[]): Promise<number> {
  const command = ['-r', END_WITH_STARTER, cli(), ...args, ...appArgs(args)];
  const env = { ...COMPILED, ...process.env };
  const child = spawn(process.execPath, command, { cwd: PROJECT_FOLDER, env, stdio: 'inherit' });
  // The terminal sends Ctrl-C to both processes. Other signals reach only this one.
  const forward = (signal: NodeJS.Signals): void => void (signal !== 'SIGINT' && child.kill(signal));
  for (const signal of STOP_SIGNALS) process.on(signal, forward);
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  for (const one of STOP_SIGNALS) process.off(one, forward);
  return code ?? (signal ? exitCodeOf(signal) : 1);
}

/** Kills the process group of a detached process. */
function endGroup(pid: number | undefined): void {
  // The process failed to start.
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/PID', String(pid), '/T', '/F'], { windowsHide: true });
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The group is already gone.
  }
}
