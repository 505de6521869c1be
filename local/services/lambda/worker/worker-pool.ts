import path from 'node:path';
import { AwsError } from '../../../aws-error';
import type { LaunchOptions, Workers } from './worker';
import { WorkerProcess } from './worker-process';

/** Spares that wait at the same time, one for each kind of launch that was asked for last. */
const MAX_SPARES = 6;

/** Starts the processes of all functions, and keeps a few started in advance to hide Node.js's start-up. */
export class WorkerPool implements Workers {
  private readonly spares = new Map<string, WorkerProcess>();
  private readonly processes = new Set<WorkerProcess>();
  private started = 0;
  private closed = false;

  /** @param folder - where the processes' temporary folders are made */
  constructor(private readonly folder: string) {}

  /** A process for a function, a spare if there is one. */
  take(options: LaunchOptions): WorkerProcess {
    const key = JSON.stringify(options);
    const spare = this.spares.get(key);
    this.spares.delete(key);
    return spare ?? this.start(options);
  }

  /** Starts a spare, for a function that is about to be invoked. */
  prepare(options: LaunchOptions): void {
    const key = JSON.stringify(options);
    if (this.closed || this.spares.has(key)) return;
    this.spares.set(key, this.start(options));
    const [oldest] = this.spares;
    if (this.spares.size <= MAX_SPARES) return;
    this.spares.delete(oldest[0]);
    void oldest[1].kill();
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.processes].map((worker) => worker.kill()));
  }

  private start(options: LaunchOptions): WorkerProcess {
    if (this.closed) throw new AwsError('ServiceException', 'The embedded AWS has ended', 500);
    this.started += 1;
    const worker = new WorkerProcess(options, path.join(this.folder, String(this.started)));
    this.processes.add(worker);
    void worker.exited.then(() => {
      this.processes.delete(worker);
      const key = JSON.stringify(options);
      if (this.spares.get(key) === worker) this.spares.delete(key);
    });
    return worker;
  }
}
