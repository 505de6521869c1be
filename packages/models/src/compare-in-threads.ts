import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Comparison } from './compare-tiles';
import { pairModule, type PairProgram } from './pair-program';

/** What a thread is told. */
export interface ThreadTask {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly comparison: Comparison;
  /** Address of room for the pairs of a tile. */
  readonly pairs: number;
  /** Is 1 before it takes a tile: from then on, nobody else does its work. */
  readonly hasBegun: Int32Array;
}

// `.ts` in the checkout, where a thread needs the hook that compiles it, `.js` where this package was built.
const EXTENSION = extname(__filename);
const THREAD = join(__dirname, `comparing-thread${EXTENSION}`);
const EXEC_ARGV = EXTENSION === '.ts' ? ['-r', join(__dirname, '../../../bin/run-typescript.cjs')] : [];

/**
 * Compares items in so many threads. Where they cannot be started, or there are to be none, tiles are left.
 *
 * @param prepare called while the threads start; what it gives is given back
 * @throws Error if a thread fails, or the signal's reason when it aborts; no thread is left then
 */
export async function compareInThreads<Prepared extends Comparison>(
  { run, memory }: PairProgram,
  count: number,
  prepare: () => Prepared,
  signal?: AbortSignal,
): Promise<Prepared> {
  const threads = Array.from({ length: count }, startThread).filter((thread) => thread !== undefined);
  const ended = (): Promise<unknown> => Promise.all(threads.map((thread) => thread.terminate()));
  const end = (): void => void ended();
  signal?.addEventListener('abort', end);
  try {
    const comparison = prepare();
    await Promise.all(
      threads.map((thread) =>
        hasEnded(thread, {
          module: pairModule(),
          memory,
          comparison,
          pairs: run.newPairs(comparison.tiles.mostPairs),
          hasBegun: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
        }),
      ),
    );
    return comparison;
  } finally {
    signal?.removeEventListener('abort', end);
    await ended();
    signal?.throwIfAborted();
  }
}

function startThread(): Worker | undefined {
  try {
    return new Worker(THREAD, { execArgv: EXEC_ARGV });
  } catch {
    // The system has no thread to spare.
    return undefined;
  }
}

/** Waits for a thread that is done, or has ended before it began. */
function hasEnded(thread: Worker, task: ThreadTask): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string, cause?: Error): void => {
      if (task.hasBegun[0] === 0) resolve();
      else reject(new Error(`A thread that compares items failed: ${reason}`, { cause }));
    };
    thread.on('message', () => resolve());
    thread.on('error', (error: Error) => fail(error.message, error));
    thread.on('exit', (code) => fail(`it ended with exit code ${code}`));
    // It waits there until the thread has started.
    thread.postMessage(task);
  });
}
