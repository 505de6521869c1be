import { fork, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { machineLimit } from '../../../machine-limit';
import { clientBundle } from '../client-bundle';
import { exitMessage, exitReply } from '../reply';
import { pythonOf } from '../python';
import type { GroupGuard } from './group-guard';
import { ProcessOutput } from './process-output';
import { processVariables, type OwnFolders } from './process-variables';
import type { LaunchOptions, Worker } from './worker';
import type { Assignment, FromWorker, Invocation, Reply, ToWorker } from './worker-message';
import { endOnExit } from '../../../temporary-folder';

/** How long to wait for the output of an ended process: child processes that left its group may hold it open. */
const OUTPUT_PATIENCE_MS = 500;

/**
 * A process that runs a function: started, assigned to the function, then invoked again and again. Between invocations it
 * is stopped with its child processes, as Lambda freezes an execution environment.
 */
export class WorkerProcess implements Worker {
  readonly exited: Promise<void>;
  onLog: (text: string) => void = () => {};
  isAwaited = (): boolean => false;
  private readonly child: ChildProcess;
  private readonly folders: OwnFolders;
  private readonly outputs: readonly ProcessOutput[];
  /** Reason of its exit. */
  private ended: string | undefined;
  private isFrozen = false;
  private markReady = (): void => {};
  private running:
    | { requestId: string; output: Promise<unknown>; settle: (reply: Reply) => void }
    | undefined;

  /** @param folder - private to this process, with its home and tmp; created here and removed with it */
  constructor(
    { language, memoryMb, clients, nodeVariables }: LaunchOptions,
    folder: string,
    private readonly guard: GroupGuard,
  ) {
    const home = path.join(folder, 'home');
    const tmp = path.join(folder, 'tmp');
    for (const own of [home, tmp]) mkdirSync(own, { recursive: true });
    this.folders = { home, tmp };
    const loaded = clients.length > 0 ? [clientBundle(clients) ?? '', ...clients] : [];
    const isPython = language === 'python';
    this.child = fork(
      path.join(__dirname, '../child', isPython ? 'python/worker.py' : 'worker.cjs'),
      loaded,
      {
        ...(isPython && { execPath: pythonOf() }),
        // Lambda reserves a few megabytes of a function's memory; V8 needs more than that outside its heap.
        execArgv: isPython ? [] : [`--max-old-space-size=${memoryMb}`],
        env: { ...processVariables(nodeVariables, this.folders), TZ: 'UTC' },
        cwd: tmp,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        // A process group, so that child processes are ended too.
        detached: true,
      },
    );
    const { pid } = this.child;
    if (pid !== undefined) guard.watch(pid);
    const keepOnExit = endOnExit(() => this.killGroup());
    this.child.on('message', (message: FromWorker) => this.receive(message));
    this.exited = new Promise<void>((resolve) => {
      const end = (reason: string): void => {
        this.killGroup();
        keepOnExit();
        this.ended = reason;
        if (pid !== undefined) guard.forget(pid);
        void this.allOutput().then(() => {
          this.end(reason);
          resolve();
        });
      };
      this.child.once('error', (error) =>
        end(`Runtime failed to start: ${machineLimit(error) ?? error.message}`),
      );
      this.child.once('exit', (code, signal) => end(exitMessage(code, signal)));
    })
      .then(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }))
      // The rest is removed with the embedded AWS.
      .catch(() => {});
    // Undefined if the process could not be started.
    this.outputs = [this.child.stdout, this.child.stderr]
      .filter((stream): stream is Readable => Boolean(stream))
      .map((stream) => new ProcessOutput(stream, (line) => this.onLog(line)));
  }

  assign(assignment: Omit<Assignment, 'type'>): void {
    this.send({ ...assignment, type: 'assign', env: processVariables(assignment.env, this.folders) });
  }

  async initialize(): Promise<void> {
    const ready = new Promise<void>((resolve) => (this.markReady = resolve));
    this.send({ type: 'initialize' });
    await Promise.race([ready, this.exited]);
    this.freeze();
  }

  invoke(invocation: Omit<Invocation, 'type'>): Promise<Reply> {
    if (this.isFrozen) this.signalGroup('SIGCONT');
    this.isFrozen = false;
    return new Promise((resolve) => {
      const requestId = invocation.context.awsRequestId;
      const output = Promise.all(this.outputs.map((stream) => stream.endOf(requestId)));
      this.running = { requestId, output, settle: resolve };
      if (this.ended === undefined) this.send({ ...invocation, type: 'invoke' });
      else this.end(this.ended);
    });
  }

  kill(): Promise<void> {
    this.child.kill('SIGKILL');
    this.killGroup();
    return this.exited;
  }

  /** Also kills its child processes, as Lambda does, unless they left the process group. */
  private killGroup(): void {
    this.signalGroup('SIGKILL');
  }

  /** Only where a stopped process cannot outlive the embedded AWS. */
  freeze(): void {
    if (this.isFrozen || !this.guard.isWatching) return;
    this.isFrozen = true;
    this.signalGroup('SIGSTOP');
  }

  private signalGroup(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
    // After its exit the pid may be reused.
    if (this.child.pid === undefined || this.ended !== undefined) return;
    try {
      process.kill(-this.child.pid, signal);
    } catch {
      // Already gone.
    }
  }

  private send(message: ToWorker): void {
    // If it has just died, its exit handler reports that; ignore the failed send.
    if (this.child.connected) this.child.send(message, () => {});
  }

  private receive(message: FromWorker): void {
    if (message.type === 'log') this.onLog(message.text);
    else if (message.type === 'ready') this.markReady();
    else
      void this.running?.output.then(() => {
        if (!this.isAwaited()) this.freeze();
        this.reply(message);
      });
  }

  /**
   * Resolves once both streams of the ended process are read, or after {@link OUTPUT_PATIENCE_MS} if other processes
   * hold them open.
   */
  private allOutput(): Promise<void> {
    return new Promise((resolve) => {
      const patience = setTimeout(resolve, OUTPUT_PATIENCE_MS);
      this.child.once('close', () => {
        clearTimeout(patience);
        resolve();
      });
    });
  }

  private reply(reply: Reply): void {
    this.running?.settle(reply);
    this.running = undefined;
  }

  private end(reason: string): void {
    this.reply(exitReply(this.running?.requestId, reason));
  }
}
