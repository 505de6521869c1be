import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { MessageChannel, type Worker } from 'node:worker_threads';
import { newThread } from '@ecommerce-recommenders/models/new-thread';
import type { Clock } from '../../../clock';
import type { SourceFile } from '../data/import-files';
import { CreationFailure } from '../errors';
import { JOBS, type Input, type JobName, type Output } from './jobs';
import type { JobEnd, PostedJob } from './job-thread';
import { sendFiles } from './posted-files';

/** Interactions below which a job takes less time than a thread takes to start. */
const ROWS_WORTH_A_THREAD = 10_000;

/** How long an idle thread waits for another job before it ends and frees its memory. */
const IDLE_MS = 10_000;

const MAX_HEAP_MIB = 4096;

/** Names of the jobs in messages. */
const WORDS: Record<JobName, string> = {
  import: 'The import',
  merge: 'The merging of imported and streamed interactions',
  delete: 'The deletion of interactions',
  train: 'The training',
  measure: 'The measurement of the model',
};

/** A job that failed because of the machine, not its data; the message says what happened and what to do. */
export class ThreadFailure extends Error {}

/** Options of {@link JobThreads}. */
export interface JobThreadsOptions {
  /** Heap of a thread. The arrays of interactions are not part of it. @default 4096, at most half of the machine's memory */
  readonly heapMiB?: number;
  /** Not advanced while a job runs. @default - none */
  readonly clock?: Pick<Clock, 'hold'>;
}

/** How a job is run. */
export interface JobOptions {
  /** Approximate number of interactions that it handles. */
  readonly rows: number;
  readonly files?: readonly SourceFile[];
}

/**
 * Runs jobs in threads, so that requests are served meanwhile; small jobs in the caller's thread. A thread that ends
 * before its job is done fails only that job.
 */
export class JobThreads {
  private readonly threads = new Set<Worker>();
  /** Idle threads, each with the timer that ends it. */
  private readonly idle = new Map<Worker, NodeJS.Timeout>();
  private readonly heapMiB: number;
  private readonly clock: JobThreadsOptions['clock'];

  constructor(
    /** Ends all threads. */
    private readonly signal: AbortSignal,
    { heapMiB = Math.min(MAX_HEAP_MIB, Math.floor(totalmem() / 2 ** 21)), clock }: JobThreadsOptions = {},
  ) {
    this.heapMiB = heapMiB;
    this.clock = clock;
  }

  /**
   * @throws CreationFailure of the job; ThreadFailure; the error of a file that cannot be read; the signal's reason if
   * it aborts
   */
  run<Name extends JobName>(name: Name, input: Input<Name>, options: JobOptions): Promise<Output<Name>> {
    const job = this.runFreely(name, input, options);
    return this.clock?.hold(job) ?? job;
  }

  /** Resolves once no thread is left. */
  async close(): Promise<void> {
    await Promise.all([...this.threads].map((thread) => thread.terminate()));
  }

  private async runFreely<Name extends JobName>(
    name: Name,
    input: Input<Name>,
    { rows, files = [] }: JobOptions,
  ): Promise<Output<Name>> {
    const { signal } = this;
    if (rows >= ROWS_WORTH_A_THREAD) return this.runInThread(name, input, files);
    await setImmediate();
    signal.throwIfAborted();
    return JOBS[name](input, { files, signal });
  }

  private async runInThread<Name extends JobName>(
    name: Name,
    input: Input<Name>,
    files: readonly SourceFile[],
  ): Promise<Output<Name>> {
    const { signal } = this;
    signal.throwIfAborted();
    const { port1: own, port2: port } = new MessageChannel();
    let unreadable: { readonly error: unknown } | undefined;
    sendFiles(files, own, (error) => (unreadable ??= { error }));
    const thread = this.take();
    try {
      const job: PostedJob = { name, input, files: files.map((file) => file.name), port };
      const end = await endOf(thread, job, (what) => this.failure(name, what));
      if (unreadable) throw unreadable.error;
      if ('refusal' in end) throw new CreationFailure(end.refusal);
      if ('error' in end) throw isOutOfMemory(end.error) ? this.failure(name, end.error) : end.error;
      return end.output as Output<Name>;
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      own.close();
      this.rest(thread);
    }
  }

  private failure(name: JobName, what: Error | number): ThreadFailure {
    if (typeof what === 'number')
      return new ThreadFailure(`${WORDS[name]} ended early: its thread stopped with exit code ${what}.`);
    if (isOutOfMemory(what))
      return new ThreadFailure(
        `${WORDS[name]} ran out of memory (${what.message}). Use fewer interactions, such as those of the latest months, ` +
          'or a machine with more memory.',
        { cause: what },
      );
    return new ThreadFailure(`${WORDS[name]} ended early: ${what.message}`, { cause: what });
  }

  private take(): Worker {
    for (const [thread, timer] of this.idle) {
      clearTimeout(timer);
      this.idle.delete(thread);
      thread.ref();
      return thread;
    }
    const thread = newThread(join(__dirname, 'job-thread'), {
      resourceLimits: { maxOldGenerationSizeMb: this.heapMiB },
    });
    this.threads.add(thread);
    const end = (): void => void thread.terminate();
    this.signal.addEventListener('abort', end);
    const ended = (): void => {
      this.threads.delete(thread);
      this.idle.delete(thread);
      this.signal.removeEventListener('abort', end);
    };
    thread.once('error', ended);
    thread.once('exit', ended);
    return thread;
  }

  private rest(thread: Worker): void {
    if (!this.threads.has(thread)) return;
    thread.unref();
    const timer = setTimeout(() => {
      this.idle.delete(thread);
      void thread.terminate();
    }, IDLE_MS);
    this.idle.set(thread, timer.unref());
  }
}

/** Resolves with how the job ended. @throws `failure` of the error or exit code if the thread ends first */
function endOf(thread: Worker, job: PostedJob, failure: (what: Error | number) => Error): Promise<JobEnd> {
  return new Promise((resolve, reject) => {
    const listeners = {
      message: resolve,
      error: (error: Error) => reject(failure(error)),
      exit: (code: number) => reject(failure(code)),
    };
    const unsubscribe = (): void => {
      for (const [event, listener] of Object.entries(listeners))
        thread.off(event, listener).off(event, unsubscribe);
    };
    for (const [event, listener] of Object.entries(listeners)) {
      thread.on(event, listener);
      thread.on(event, unsubscribe);
    }
    thread.postMessage(job, [job.port]);
  });
}

/** Whether a heap, an array or a program could not grow. */
const isOutOfMemory = (error: Error): boolean =>
  ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') ||
  /^(the data is too large|Array buffer allocation failed|Invalid (typed )?array length|(Map|Set) maximum size)/.test(
    error.message,
  );
