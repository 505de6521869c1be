import { arrayIn } from '../src/array-in';
import { neighbours } from '../src/neighbours';
import { userItems } from '../src/user-items';
import { interactionsOf, randomRows } from '../../../test/support/interactions';

describe('compareInThreads', () => {
  it('leaves the work to the caller where the system has no thread to spare', async () => {
    const interactions = interactionsOf(randomRows(3));
    const itemCount = interactions.itemIds.length;
    const compare = (threads: number): ReturnType<typeof neighbours> => {
      const entries = userItems(interactions, Float64Array.of(2, 1));
      const norm = arrayIn(entries.program, Float64Array, itemCount).fill(3);
      return neighbours(
        entries,
        itemCount,
        { name: 'shrunk-cosine', norm, lambda: 10, leastUsers: 1 },
        { threads },
      );
    };
    const threads = jest.requireActual<typeof import('node:worker_threads')>('node:worker_threads');
    const started = jest.spyOn(threads, 'Worker').mockImplementation(() => {
      throw new Error('ERR_WORKER_INIT_FAILED');
    });
    expect(await compare(2)).toEqual(await compare(0));
    expect(started).toHaveBeenCalledTimes(2);
  });
});
