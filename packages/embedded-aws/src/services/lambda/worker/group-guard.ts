import { spawn, type ChildProcess } from 'node:child_process';

/**
 * Reads lines of process group ids and, at the end of its input, kills those of the last line. The kernel closes the
 * input when the embedded AWS exits, even after SIGKILL.
 */
const SCRIPT = 'while read -r line; do groups=$line; done; [ -z "$groups" ] || kill -s KILL -- $groups';

/**
 * Ends the process groups of functions with the embedded AWS. A process cannot do so itself while it is stopped or in
 * an infinite loop. The guard is a shell, which costs a megabyte and a few milliseconds.
 */
export class GroupGuard {
  private guard: ChildProcess | undefined;
  private readonly groups = new Set<number>();

  /** Whether the guard runs. Never on Windows, nor if it could not be started. */
  get isWatching(): boolean {
    return this.guard !== undefined;
  }

  /** @param group - id of a process group */
  watch(group: number): void {
    this.groups.add(group);
    this.sendGroups();
  }

  forget(group: number): void {
    this.groups.delete(group);
    this.sendGroups();
  }

  /** Ends the guard and whatever it still watches. */
  close(): void {
    this.guard?.stdin?.end();
  }

  private sendGroups(): void {
    if (process.platform === 'win32') return;
    this.guard ??= this.start();
    this.guard.stdin?.write(`${[...this.groups].map((group) => -group).join(' ')}\n`);
  }

  private start(): ChildProcess {
    // In a session of its own, so that Ctrl+C in a terminal does not end it first.
    const guard = spawn('sh', ['-c', SCRIPT], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
    const gone = (): void => {
      if (this.guard === guard) this.guard = undefined;
    };
    guard.once('exit', gone).once('error', gone);
    guard.stdin.on('error', gone);
    guard.unref();
    (guard.stdin as unknown as { unref(): void }).unref();
    return guard;
  }
}
