import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { arrayIn } from './array-in';
import type { Comparison, Workplace } from './compare-tiles';
import { newWorkplace } from './new-workplace';
import { pairModule, type PairProgram } from './pair-program';
import type { SparseMatrix } from './sparse-matrix';

/** What a thread is told. */
export interface ThreadTask {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly comparison: Comparison;
  readonly workplace: Workplace;
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
  program: PairProgram,
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
    const next = arrayIn(program, Int32Array, 1);
    const parts = await Promise.all(
      threads.map(async (thread) => {
        const workplace = newWorkplace(program, comparison.tiles);
        const hasBegun = arrayIn(program, Int32Array, 1);
        const { memory } = program;
        const task = { module: pairModule(), memory, comparison, workplace, next, hasBegun };
        return (await hasDone(thread, task)) ? workplace.best.sorted() : undefined;
      }),
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

/** False where the thread ended before it began. */
function hasDone(thread: Worker, task: ThreadTask): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string, cause?: Error): void => {
      if (task.hasBegun[0] === 0) resolve(false);
      else reject(new Error(`A thread that compares items failed: ${reason}`, { cause }));
    };
    thread.on('message', () => resolve(true));
    thread.on('error', (error: Error) => fail(error.message, error));
    thread.on('exit', (code) => fail(`it ended with exit code ${code}`));
    // It waits there until the thread has started.
    thread.postMessage(task);
  });
}
