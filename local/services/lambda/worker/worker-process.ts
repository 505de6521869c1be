import { fork, type ChildProcess } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { clientBundle } from '../client-bundle';
import { exitMessage, exitReply } from './exit-reply';
import type { LaunchOptions, Worker } from './worker';
import type { Assignment, FromWorker, Invocation, Reply, ToWorker } from './worker-message';

/** A Node.js process that runs a function: started, assigned to the function, then invoked again and again. */
export class WorkerProcess implements Worker {
  readonly exited: Promise<void>;
  onLog: (text: string) => void = () => {};
  private readonly child: ChildProcess;
  private alive = true;
  private markReady = (): void => {};
  private running: { requestId: string; settle: (reply: Reply) => void } | undefined;

  /** @param temporaryFolder - the process's /tmp; it is made, and goes with the process. */
  constructor(
    { memoryMb, clients, nodeVariables }: LaunchOptions,
    private readonly temporaryFolder: string,
  ) {
    mkdirSync(temporaryFolder, { recursive: true });
    const loaded = clients.length > 0 ? [clientBundle(clients) ?? '', ...clients] : [];
    this.child = fork(path.join(__dirname, '../child/worker.cjs'), loaded, {
      // A few megabytes of a function's memory are Lambda's own; V8 needs more than that outside its heap.
      execArgv: [`--max-old-space-size=${memoryMb}`],
      env: { ...nodeVariables, PATH: process.env.PATH, TMPDIR: temporaryFolder, TZ: 'UTC' },
      cwd: temporaryFolder,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child.on('message', (message: FromWorker) => this.receive(message));
    this.child.on('error', (error) => this.end(`Runtime failed to start: ${error.message}`));
    this.child.on('exit', (code, signal) => this.end(exitMessage(code, signal)));
    this.exited = new Promise((resolve) => {
      this.child.once('exit', resolve);
      this.child.once('error', resolve);
    }).then(() => rmSync(temporaryFolder, { recursive: true, force: true }));
    for (const stream of [this.child.stdout, this.child.stderr]) this.logLines(stream!);
  }

  assign(assignment: Omit<Assignment, 'type'>): void {
    const env = { PATH: process.env.PATH ?? '', TMPDIR: this.temporaryFolder, ...assignment.env };
    this.send({ ...assignment, type: 'assign', env });
  }

  initialize(): Promise<void> {
    const ready = new Promise<void>((resolve) => (this.markReady = resolve));
    this.send({ type: 'initialize' });
    return Promise.race([ready, this.exited]);
  }

  invoke(invocation: Omit<Invocation, 'type'>): Promise<Reply> {
    return new Promise((resolve) => {
      this.running = { requestId: invocation.context.awsRequestId, settle: resolve };
      if (this.alive) this.send({ ...invocation, type: 'invoke' });
      else this.end(exitMessage(0, null));
    });
  }

  kill(): Promise<void> {
    this.child.kill('SIGKILL');
    return this.exited;
  }

  private send(message: ToWorker): void {
    // A process that has just died is told of by its exit; the failed send tells nothing more.
    if (this.child.connected) this.child.send(message, () => {});
  }

  private receive(message: FromWorker): void {
    if (message.type === 'log') this.onLog(message.text);
    else if (message.type === 'ready') this.markReady();
    else this.reply(message);
  }

  private reply(reply: Reply): void {
    this.running?.settle(reply);
    this.running = undefined;
  }

  private end(reason: string): void {
    this.alive = false;
    this.reply(exitReply(this.running?.requestId, reason));
  }

  private logLines(stream: Readable): void {
    createInterface({ input: stream }).on('line', (line) => this.onLog(line));
  }
}
