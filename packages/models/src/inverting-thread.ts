import { parentPort } from 'node:worker_threads';
import { Program } from '@ecommerce-recommenders/wasm/program';
import type { InversionTask } from './inverse';
import { tileInverter, type InverseExports } from './invert-tiles';

// Worker thread of `SymmetricMatrix.invert`.
parentPort!.once('message', ({ module, memory, inversion, buffers, hasBegun }: InversionTask) => {
  Atomics.store(hasBegun, 0, 1);
  const { run } = new Program<InverseExports>(module, memory);
  const invertTile = tileInverter(run, inversion, buffers);
  while (invertTile()) continue;
  parentPort!.postMessage('done');
});
