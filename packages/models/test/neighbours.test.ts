import { setImmediate } from 'node:timers/promises';
import { arrayIn } from '../src/array-in';
import { neighbours } from '../src/neighbours';
import type { PairScore } from '../src/pair-score';
import type { TrainingOptions } from '../src/training-options';
import type { SparseMatrix } from '../src/sparse-matrix';
import { userItems } from '../src/user-items';
import { interactionsOf, randomRows } from '../../../test/support/interactions';

const ITEMS = 300;
const interactions = interactionsOf(randomRows(3, { rows: 4000, users: 50, items: ITEMS }));

const compare = (options: TrainingOptions, score?: PairScore): Promise<SparseMatrix> => {
  const entries = userItems(interactions, Float64Array.of(2, 1));
  const itemCount = interactions.itemIds.length;
  const norm = arrayIn(entries.program, Float64Array, itemCount).fill(3);
  const usual = { name: 'shrunk-cosine', norm, lambda: 10, leastUsers: 1 } as const;
  return neighbours(entries, itemCount, score ?? usual, options);
};

it.each([1, 2, 3])('neighbours are the same bits with %i threads as with none', async (threads) => {
  const alone = await compare({ threads: 0 });
  expect(alone.columns.length).toBeGreaterThan(50 * ITEMS);
  expect(await compare({ threads })).toEqual(alone);
});

it('neighbours are compared by the caller where the system has no thread to spare', async () => {
  const threads = jest.requireActual<typeof import('node:worker_threads')>('node:worker_threads');
  const started = jest.spyOn(threads, 'Worker').mockImplementation(() => {
    throw new Error('ERR_WORKER_INIT_FAILED');
  });
  expect(await compare({ threads: 2 })).toEqual(await compare({ threads: 0 }));
  expect(started).toHaveBeenCalledTimes(2);
  started.mockRestore();
});

it('neighbours leave the caller free meanwhile', async () => {
  let isDone = false;
  const comparison = compare({ threads: 2 }).finally(() => (isDone = true));
  let turns = 0;
  for (; !isDone; turns++) await setImmediate();
  await comparison;
  expect(turns).toBeGreaterThan(2);
});

it('neighbours fail in words where a thread does', async () => {
  const broken = { name: 'shrunk-cosine' } as PairScore;
  await expect(compare({ threads: 2 }, broken)).rejects.toThrow(/^A thread of the .* failed: .*undefined/);
});

it('neighbours end their threads when they are no longer wanted', async () => {
  const ending = new AbortController();
  const comparison = compare({ threads: 2, signal: ending.signal });
  ending.abort(new Error('the account is closed'));
  await expect(comparison).rejects.toThrow('the account is closed');
});
