import { concentration } from '../../src/explore/chart-kinds';

describe('the concentration of interactions', () => {
  it('is the share of the most frequent items, from none to all', () => {
    const shares = concentration(Uint32Array.of(1, 7, 1, 1));
    expect(shares).toHaveLength(101);
    expect([shares[0], shares[25], shares[50], shares[100]]).toEqual([0, 0.7, 0.8, 1]);
  });

  it('is nothing without items', () => {
    expect(concentration(new Uint32Array(0))[100]).toBe(0);
  });
});
