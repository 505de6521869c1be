import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const ROOT = resolve(__dirname, '../..');

/** A process and what it has started. */
export interface SpawnedCommand {
  readonly pid: number;
  /** Its temporary folder, and nobody else's. */
  readonly folder: string;
  /** Resolves to the exit code and the signal. */
  readonly ended: Promise<[code: number | null, signal: NodeJS.Signals | null]>;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** What the pattern finds on stdout, as soon as it does; fails when all have ended that print there. */
  seen(pattern: RegExp): Promise<string>;
  kill(signal: NodeJS.Signals): void;
  /** Reads no more of what it prints. */
  closeStdout(): void;
  /** The processes below it, with their arguments. */
  below(): RunningProcess[];
  /** Names in its temporary folder, but for caches of compiled code. */
  leftovers(): string[];
}

/** A process of the machine. */
export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  readonly args: string;
}

/** What is cleared away by {@link endSpawned}. */
const spawned: { readonly folder: string; readonly pids: Set<number> }[] = [];

/** Starts a program in the project's folder, as if nobody below npm did. */
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
  // What it has started may go on printing.
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

/** Ends what tests have started and not ended, and removes its temporary folders. */
export function endSpawned(): void {
  for (const { folder, pids } of spawned.splice(0)) {
    for (const pid of pids) if (isThere(pid)) process.kill(pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** Waits for a state that nothing tells of; fails after far longer than that can take. */
export async function until(isReached: () => boolean | Promise<boolean>): Promise<void> {
  const endMs = performance.now() + 50_000;
  while (!(await isReached())) {
    if (performance.now() > endMs) throw new Error('The state was not reached');
    await setTimeout(50);
  }
}

/** Whether a process has not ended. */
export const isThere = (pid: number): boolean => processes().some((one) => one.pid === pid);

/** Resolves once none of them is left. */
export const allGone = (pids: readonly { readonly pid: number }[]): Promise<void> =>
  until(() => {
    const running = new Set(processes().map(({ pid }) => pid));
    return !pids.some(({ pid }) => running.has(pid));
  });

/** Everything that a process has started, and what that has. */
export function processesBelow(ancestor: number): RunningProcess[] {
  const all = processes();
  const childrenOf = (parent: number): RunningProcess[] =>
    all.filter((one) => one.parent === parent).flatMap((child) => [child, ...childrenOf(child.pid)]);
  return childrenOf(ancestor);
}

/** All that run; those that have ended and that nobody has waited for do not. */
function processes(): RunningProcess[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' });
  return [...lines.matchAll(/^ *(\d+) +(\d+) +([^Z ]\S*) +(.*)$/gm)].map(([, pid, parent, , args]) => ({
    pid: Number(pid),
    parent: Number(parent),
    args,
  }));
}
