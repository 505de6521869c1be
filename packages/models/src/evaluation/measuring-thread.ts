import { parentPort } from 'node:worker_threads';
import { measureUseCase, type MeasuringTask } from './measure-next';

// Worker thread of `measureNext`.
parentPort!.once('message', (task: MeasuringTask) => void answer(task));

async function answer({ useCase, interactions, hasBegun }: MeasuringTask): Promise<void> {
  Atomics.store(hasBegun, 0, 1);
  parentPort!.postMessage([await measureUseCase(useCase, interactions)]);
}
