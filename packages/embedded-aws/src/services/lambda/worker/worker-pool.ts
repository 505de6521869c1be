import path from 'node:path';
import { AwsError } from '../../../aws-error';
import { afterReal, type Timer } from '../../../clock';
import type { LaunchOptions, Workers } from './worker';
import { GroupGuard } from './group-guard';
import { WorkerProcess } from './worker-process';

/** Maximum spares over all launch options. */
const MAX_SPARES = 12;

/** A process that becomes free is nearly always faster than a new one, which competes for the processors. */
const PATIENCE_MS = 1_000;

interface Spare {
  /** Serialized launch options. */
  readonly key: string;
  readonly worker: WorkerProcess;
}

/** Starts processes of all functions and keeps spares, to hide Node.js's start-up time. */
export class WorkerPool implements Workers {
  /** Oldest first. */
  private spares: readonly Spare[] = [];
  private readonly processes = new Set<WorkerProcess>();
  private readonly guard = new GroupGuard();
  private started = 0;
  private closed = false;

  /** @param folder - parent of the processes' temporary folders */
  constructor(private readonly folder: string) {}

  afterPatience(task: () => void): Timer {
    return afterReal(PATIENCE_MS, task);
  }

  /** A process for a function: a spare if available. */
  take(options: LaunchOptions): WorkerProcess {
    const key = JSON.stringify(options);
    const spare = this.spares.find((other) => other.key === key);
    if (!spare) return this.start(options);
    this.forget(spare.worker);
    return spare.worker;
  }

  /** Ensures a number of spares for upcoming invocations. */
  prepare(options: LaunchOptions, count: number): void {
    const key = JSON.stringify(options);
    this.startSpares(options, count - this.spares.filter((spare) => spare.key === key).length);
  }

  /** Starts one per turn of the event loop, because each start blocks this process for 15 ms. */
  private startSpares(options: LaunchOptions, count: number): void {
    if (this.closed || count <= 0) return;
    try {
      this.spares = [...this.spares, { key: JSON.stringify(options), worker: this.start(options) }];
    } catch {
      // Ignored: the invocation that needs the process reports the error.
      return;
    }
    const oldest = this.spares.length > MAX_SPARES ? this.spares[0] : undefined;
    if (oldest) {
      this.forget(oldest.worker);
      void oldest.worker.kill();
    }
    setImmediate(() => this.startSpares(options, count - 1));
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.processes].map((worker) => worker.kill()));
    this.guard.close();
  }

  private start(options: LaunchOptions): WorkerProcess {
    if (this.closed) throw new AwsError('ServiceException', 'The embedded AWS has ended', 500);
    this.started += 1;
    const worker = new WorkerProcess(options, path.join(this.folder, String(this.started)), this.guard);
    this.processes.add(worker);
    void worker.exited.then(() => {
      this.processes.delete(worker);
      this.forget(worker);
    });
    return worker;
  }

  private forget(worker: WorkerProcess): void {
    this.spares = this.spares.filter((spare) => spare.worker !== worker);
  }
}
