import { concurrently } from '../../cli/concurrently';

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

describe('concurrently', () => {
  it('gives the results in order of the values, and works on no more than the limit at a time', async () => {
    let running = 0;
    let most = 0;
    const results = await concurrently([5, 1, 3, 0, 2, 4], 2, async (turns) => {
      most = Math.max(most, ++running);
      for (let left = turns; left > 0; left--) await turn();
      running--;
      return 10 * turns;
    });
    expect(results).toEqual([50, 10, 30, 0, 20, 40]);
    expect(most).toBe(2);
  });

  it('fails with the first error, and begins nothing more', async () => {
    const begun: number[] = [];
    const work = concurrently([1, 2, 3, 4, 5, 6], 2, async (value) => {
      begun.push(value);
      await turn();
      if (value === 2) throw new Error('two');
    });
    await expect(work).rejects.toThrow('two');
    await turn();
    await turn();
    expect(begun).toEqual([1, 2, 3]);
  });

  it('has nothing to do for no values', async () => {
    expect(await concurrently([], 4, async () => 1)).toEqual([]);
  });
});
