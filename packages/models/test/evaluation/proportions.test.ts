import { pairedDifference, proportion } from '../../src/evaluation/proportions';

describe('the interval of a share', () => {
  it('is that of Wilson, with 99 % confidence', () => {
    const { mean, low, high } = proportion(30, 100);
    expect(mean).toBe(0.3);
    // The bounds are the shares from which the mean is 2.5758 standard errors away.
    for (const bound of [low, high])
      expect(Math.abs(mean - bound)).toBeCloseTo(2.5758 * Math.sqrt((bound * (1 - bound)) / 100));
    expect(low).toBeLessThan(mean);
    expect(high).toBeGreaterThan(mean);
  });

  it('stays between 0 and 1 and is never a point, not even without a hit', () => {
    expect(proportion(0, 10)).toEqual({ mean: 0, low: 0, high: expect.closeTo(0.3989, 3) as number });
    expect(proportion(10, 10).high).toBe(1);
    expect(proportion(10, 10).low).toBeLessThan(0.7);
  });
});

describe('the interval of a paired difference', () => {
  it('counts only questions that one list alone answers', () => {
    const { mean, low, high } = pairedDifference(30, 10, 100);
    expect(mean).toBeCloseTo(0.2);
    expect(low).toBeCloseTo((20 - 2.5758 * Math.sqrt(41 - 400 / 102)) / 102, 6);
    expect(high).toBeCloseTo((20 + 2.5758 * Math.sqrt(41 - 400 / 102)) / 102, 6);
  });

  it('turns around with the lists, includes 0 where both lists answer the same, and where few were asked', () => {
    const [one, other] = [pairedDifference(7, 3, 50), pairedDifference(3, 7, 50)];
    expect([other.low + one.high, other.high + one.low]).toEqual([expect.closeTo(0), expect.closeTo(0)]);
    expect(pairedDifference(0, 0, 1000).low).toBeLessThan(0);
    expect(pairedDifference(3, 0, 10).low).toBeLessThan(0);
    expect(pairedDifference(60, 20, 1000).low).toBeGreaterThan(0);
  });
});
