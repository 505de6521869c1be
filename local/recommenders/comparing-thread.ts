import { parentPort } from 'node:worker_threads';
import { compareTiles } from './compare-tiles';
import type { ThreadTask } from './compare-in-threads';
import { pairScore } from './pair-score';

// What a thread of `compareInThreads` does.
parentPort!.once('message', ({ entries, tiles, source, next, hasBegun }: ThreadTask) => {
  Atomics.store(hasBegun, 0, 1);
  const best = compareTiles(entries, tiles, pairScore(source), () => Atomics.add(next, 0, 1));
  parentPort!.postMessage(best, [
    best.starts.buffer,
    best.columns.buffer,
    best.values.buffer,
  ] as ArrayBuffer[]);
});
