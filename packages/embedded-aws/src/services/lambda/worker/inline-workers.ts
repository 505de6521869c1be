import { AwsError } from '../../../aws-error';
import type { Clock, Timer } from '../../../clock';
import { InlineRuntime } from './inline-runtime';
import { InlineWorker } from './inline-worker';
import type { LaunchOptions, Worker, Workers } from './worker';

/** Short: only the handler's modules are reloaded. */
const PATIENCE_MS = 20;

/**
 * Runs all functions in this process: many times faster than processes, but nothing contains a function that
 * blocks, fails outside its promise, or connects to other hosts.
 */
export class InlineWorkers implements Workers {
  private readonly free: InlineRuntime[] = [];
  private readonly workers = new Set<Worker>();
  private closed = false;

  constructor(private readonly clock: Clock) {}

  /** On the clock, because functions that wait for it cannot become free before it is advanced. */
  afterPatience(task: () => void): Timer {
    return this.clock.schedule(PATIENCE_MS, task);
  }

  take({ language }: LaunchOptions): Worker {
    if (language !== 'nodejs')
      throw new AwsError(
        'InvalidParameterValueException',
        'Inline functions are JavaScript. Run Python functions in processes.',
      );
    if (this.closed) throw new AwsError('ServiceException', 'The embedded AWS has ended', 500);
    const runtime = this.free.pop() ?? new InlineRuntime(this.clock);
    const worker = new InlineWorker(runtime, (freed) => void this.free.push(freed));
    this.workers.add(worker);
    void worker.exited.then(() => this.workers.delete(worker));
    return worker;
  }

  prepare(): void {
    // Nothing to start.
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.workers].map((worker) => worker.kill()));
  }
}
