import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const ROOT = resolve(__dirname, '../..');

/** A process and its descendants. */
export interface SpawnedCommand {
  readonly pid: number;
  /** Its private temporary folder. */
  readonly folder: string;
  /** Resolves to the exit code and the signal. */
  readonly ended: Promise<[code: number | null, signal: NodeJS.Signals | null]>;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** The pattern's match on stdout, as soon as it appears; fails when all that print there have ended. */
  seen(pattern: RegExp): Promise<string>;
  kill(signal: NodeJS.Signals): void;
  /** Stops reading its output. */
  closeStdout(): void;
  /** Its descendants, with their arguments. */
  below(): RunningProcess[];
  /** Names in its temporary folder, except caches of compiled code. */
  leftovers(): string[];
}

/** A process of this machine. */
export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  readonly args: string;
}

/** What {@link endSpawned} cleans up. */
const spawned: { readonly folder: string; readonly pids: Set<number> }[] = [];

/** Starts a program in the project's folder, as if not run below npm. */
export function spawnCommand(
  program: string,
  args: readonly string[],
  variables: NodeJS.ProcessEnv = {},
): SpawnedCommand {
  const folder = mkdtempSync(join(tmpdir(), 'spawned-'));
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('npm_'));
  const child = spawn(program, args, {
    cwd: ROOT,
    env: { ...Object.fromEntries(inherited), TMPDIR: folder, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const pid = child.pid!;
  const pids = new Set([pid]);
  spawned.push({ folder, pids });
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (data: Buffer) => (printed[name] += data.toString()));
  const ended = once(child, 'exit') as SpawnedCommand['ended'];
  // Its descendants may keep printing.
  const closed = once(child, 'close');
  let isClosed = false;
  void closed.then(() => (isClosed = true));
  return {
    pid,
    folder,
    ended,
    stdout: () => printed.stdout,
    stderr: () => printed.stderr,
    seen: async (pattern) => {
      for (;;) {
        const found = pattern.exec(printed.stdout);
        if (found) return found[0];
        if (isClosed) throw new Error(`It ended without ${pattern}:\n${printed.stdout}${printed.stderr}`);
        await Promise.race([once(child.stdout, 'data'), closed]);
      }
    },
    kill: (signal) => void child.kill(signal),
    closeStdout: () => child.stdout.destroy(),
    below: () => {
      const found = processesBelow(pid);
      for (const one of found) pids.add(one.pid);
      return found;
    },
    leftovers: () => readdirSync(folder).filter((name) => !name.includes('compile-cache')),
  };
}

/** Ends the processes that tests have left running, and removes their temporary folders. */
export function endSpawned(): void {
  for (const { folder, pids } of spawned.splice(0)) {
    for (const pid of pids) if (isThere(pid)) process.kill(pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** Ends the polling of a test that has timed out: most tests may not take as long. */
const LONGEST_WAIT_MS = 280_000;

/** Polls for a state that emits no event; times out long after it should hold. */
export async function until(isReached: () => boolean | Promise<boolean>): Promise<void> {
  const endMs = performance.now() + LONGEST_WAIT_MS;
  while (!(await isReached())) {
    if (performance.now() > endMs) throw new Error('The state was not reached');
    await setTimeout(50);
  }
}

/** Whether a process is still running. */
export const isThere = (pid: number): boolean => processes().some((one) => one.pid === pid);

/** Resolves once all have ended. */
export const allGone = (pids: readonly { readonly pid: number }[]): Promise<void> =>
  until(() => {
    const running = new Set(processes().map(({ pid }) => pid));
    return !pids.some(({ pid }) => running.has(pid));
  });

/** All descendants of a process. */
export function processesBelow(ancestor: number): RunningProcess[] {
  const all = processes();
  const childrenOf = (parent: number): RunningProcess[] =>
    all.filter((one) => one.parent === parent).flatMap((child) => [child, ...childrenOf(child.pid)]);
  return childrenOf(ancestor);
}

/** All running processes, without zombies. */
function processes(): RunningProcess[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' });
  return [...lines.matchAll(/^ *(\d+) +(\d+) +([^Z ]\S*) +(.*)$/gm)].map(([, pid, parent, , args]) => ({
    pid: Number(pid),
    parent: Number(parent),
    args,
  }));
}
