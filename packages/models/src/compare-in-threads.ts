import { join } from 'node:path';
import type { Comparison } from './compare-tiles';
import { pairModule, type PairProgram } from './pair-program';
import { runInThreads, type Begun } from './run-in-threads';

/** A thread's input. */
export interface ThreadTask extends Begun {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly comparison: Comparison;
  /** Address of a buffer for a tile's pairs. */
  readonly pairs: number;
}

const THREAD = join(__dirname, 'comparing-thread');

/**
 * Compares items in a number of threads. The tiles are left to the caller if no thread is requested or can be started.
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
  return runInThreads(
    THREAD,
    count,
    prepare,
    (comparison) => ({
      ...{ module: pairModule(), memory, comparison },
      pairs: run.newPairs(comparison.tiles.mostPairs),
    }),
    signal,
  );
}
