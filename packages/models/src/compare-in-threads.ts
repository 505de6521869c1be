import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import type { Comparison } from './compare-tiles';
import { newThread } from './new-thread';
import { pairModule, type PairProgram } from './pair-program';

/** A thread's input. */
export interface ThreadTask {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly comparison: Comparison;
  /** Address of a buffer for a tile's pairs. */
  readonly pairs: number;
  /** Set to 1 before the thread takes a tile. From then on, its failure fails the training. */
  readonly hasBegun: Int32Array;
}

const THREAD = join(__dirname, 'comparing-thread');

/**
 * Compares items in a number of threads. If none can be started, or none are requested, tiles are left over.
 *
 * @param prepare - runs while the threads start; its result is returned
 * @throws Error if a thread fails, or the signal's reason if it aborts; all threads have ended by then
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
    return newThread(THREAD);
  } catch {
    // The system cannot start another thread.
    return undefined;
  }
}

/** Waits for a thread to finish, or to end before it has begun. */
function hasEnded(thread: Worker, task: ThreadTask): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string, cause?: Error): void => {
      if (task.hasBegun[0] === 0) resolve();
      else reject(new Error(`A thread that compares items failed: ${reason}`, { cause }));
    };
    thread.on('message', () => resolve());
    thread.on('error', (error: Error) => fail(error.message, error));
    thread.on('exit', (code) => fail(`it ended with exit code ${code}`));
    // Queued until the thread has started.
    thread.postMessage(task);
  });
}
