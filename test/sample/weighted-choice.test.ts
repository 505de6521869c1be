import { createPrng } from '../../sample/prng';
import { weightedChoice } from '../../sample/weighted-choice';

describe('weightedChoice', () => {
  it('chooses each index as often as its weight says, and never one of weight 0', () => {
    const random = createPrng(7);
    const choose = weightedChoice([0, 1, 3, 0, 6, 0]);
    const times = [0, 0, 0, 0, 0, 0];
    for (let n = 0; n < 10_000; n++) times[choose(random)]++;
    expect(times.map((count) => Math.round(count / 1_000))).toEqual([0, 1, 3, 0, 6, 0]);
    expect([times[0], times[3], times[5]]).toEqual([0, 0, 0]);
  });
});
