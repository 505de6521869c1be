import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PairScoreSource } from './pair-score';
import type { PairTiles } from './pair-tiles';
import { shared } from './shared';
import type { SparseMatrix } from './sparse-matrix';
import type { UserItems } from './user-items';

/** Items that are to be compared. Large arrays are in shared memory, or each thread gets a copy. */
export interface Comparison {
  readonly entries: UserItems;
  readonly tiles: PairTiles;
  readonly source: PairScoreSource;
}

/** What a thread is told. */
export interface ThreadTask extends Comparison {
  /** It takes the tile that this counts up to, until there is none. */
  readonly next: Int32Array;
  /** Is 1 before it takes one: from then on, nobody else does its work. */
  readonly hasBegun: Int32Array;
}

const THREAD = join(__dirname, 'comparing-thread.ts');
const RUN_TYPESCRIPT = join(__dirname, '../../bin/run-typescript.cjs');

/**
 * The best neighbours of each item, from each thread in the tiles that it took. Threads that cannot be started give
 * none.
 *
 * @param comparisonOf called while the threads start
 * @throws Error if a thread fails, or the signal's reason when it aborts; no thread is left then
 */
export async function compareInThreads(
  count: number,
  comparisonOf: () => Comparison,
  signal?: AbortSignal,
): Promise<SparseMatrix[]> {
  const threads = Array.from({ length: count }, startThread).filter((thread) => thread !== undefined);
  const ended = (): Promise<unknown> => Promise.all(threads.map((thread) => thread.terminate()));
  const end = (): void => void ended();
  signal?.addEventListener('abort', end);
  try {
    const comparison = comparisonOf();
    const next = shared(Int32Array, 1);
    const parts = await Promise.all(
      threads.map((thread) => partOf(thread, { ...comparison, next, hasBegun: shared(Int32Array, 1) })),
    );
    return parts.filter((part) => part !== undefined);
  } finally {
    signal?.removeEventListener('abort', end);
    await ended();
    signal?.throwIfAborted();
  }
}

function startThread(): Worker | undefined {
  try {
    return new Worker(THREAD, { execArgv: ['-r', RUN_TYPESCRIPT] });
  } catch {
    // The system has no thread to spare.
    return undefined;
  }
}

/** Undefined where the thread ended before it began. */
function partOf(thread: Worker, task: ThreadTask): Promise<SparseMatrix | undefined> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string, cause?: Error): void => {
      if (task.hasBegun[0] === 0) resolve(undefined);
      else reject(new Error(`A thread that compares items failed: ${reason}`, { cause }));
    };
    thread.on('message', resolve);
    thread.on('error', (error: Error) => fail(error.message, error));
    thread.on('exit', (code) => fail(`it ended with exit code ${code}`));
    // It waits there until the thread has started.
    thread.postMessage(task);
  });
}
