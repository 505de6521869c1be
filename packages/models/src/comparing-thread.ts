import { parentPort } from 'node:worker_threads';
import { Program } from '@ecommerce-recommenders/wasm/program';
import type { ThreadTask } from './compare-in-threads';
import { compareTiles } from './compare-tiles';
import type { PairExports } from './pair-program';

// Worker thread of `compareInThreads`.
parentPort!.once('message', ({ module, memory, comparison, pairs, hasBegun }: ThreadTask) => {
  Atomics.store(hasBegun, 0, 1);
  const { run } = new Program<PairExports>(module, memory);
  run.shareRows(comparison.best.locks);
  compareTiles(run, comparison, pairs);
  parentPort!.postMessage('done');
});
