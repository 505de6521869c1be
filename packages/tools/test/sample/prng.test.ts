import { createPrng, weightedChoice } from '../../src/sample/prng';

const draws = (seed: number): number[] => {
  const random = createPrng(seed);
  return Array.from({ length: 20_000 }, () => random.below(10));
};

describe('createPrng', () => {
  it('draws the same numbers for the same seed and others for another', () => {
    expect(draws(7)).toEqual(draws(7));
    expect(draws(7)).not.toEqual(draws(8));
  });

  it('draws each number below the bound about equally often, and no other', () => {
    const times = draws(7).reduce((seen, drawn) => seen.set(drawn, (seen.get(drawn) ?? 0) + 1), new Map());
    expect([...times.keys()].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(Math.min(...times.values())).toBeGreaterThan(1_800);
    expect(Math.max(...times.values())).toBeLessThan(2_200);
  });

  it('never takes a chance of 0 and always one of 100', () => {
    const random = createPrng(7);
    const taken = Array.from({ length: 1_000 }, () => [random.chance(0), random.chance(100)]);
    expect(taken.every(([never, always]) => !never && always)).toBe(true);
  });
});

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
