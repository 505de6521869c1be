import { neighbours } from '../../../local/recommenders/neighbours';
import { userItems } from '../../../local/recommenders/user-items';
import { interactionsOf, randomRows } from '../../support/interactions';

const started = jest.fn();

jest.mock('node:worker_threads', () => ({
  Worker: class {
    constructor() {
      started();
      throw new Error('ERR_WORKER_INIT_FAILED');
    }
  },
}));

describe('compareInThreads', () => {
  it('leaves the work to the caller where the system has no thread to spare', async () => {
    const interactions = interactionsOf(randomRows(3));
    const itemCount = interactions.itemIds.length;
    const norm = new Float64Array(itemCount).fill(3);
    const compare = (threads: number): ReturnType<typeof neighbours> =>
      neighbours(
        userItems(interactions, Float64Array.of(2, 1)),
        itemCount,
        { name: 'shrunk-cosine', facts: { norm } },
        { threads },
      );
    expect(await compare(2)).toEqual(await compare(0));
    expect(started).toHaveBeenCalledTimes(2);
  });
});
