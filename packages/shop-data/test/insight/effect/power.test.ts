import { standardErrors } from '../../../src/insight/effect/always-valid';
import { visitorsForOneLook, visitorsToDecide } from '../../../src/insight/effect/power';

const CLICKS = { variance: 0.05 * 0.95, difference: 0.005, share: 0.1 };

describe('the visitors that a decision takes', () => {
  it('are 165,000 for a tenth more clicks at a click rate of 5 %, 10:90 and a single look', () => {
    const visitors = visitorsForOneLook(CLICKS);
    expect(Math.round(visitors / 5_000) * 5_000).toBe(165_000);
  });

  it('are about twice as many where every day may be looked at', () => {
    const visitors = visitorsToDecide(CLICKS);
    const [errors, scale] = [standardErrors(visitors) + 0.841621, (0.0475 * (10 + 1 / 0.9)) / 0.005 ** 2];
    expect(visitors / (errors ** 2 * scale)).toBeCloseTo(1, 4);
    expect(visitors / visitorsForOneLook(CLICKS)).toBeGreaterThan(1.8);
    expect(visitors / visitorsForOneLook(CLICKS)).toBeLessThan(2.5);
  });

  it('are fewest with equal arms, and fall with the square of the difference', () => {
    const equal = { ...CLICKS, share: 0.5 };
    expect(visitorsForOneLook(CLICKS) / visitorsForOneLook(equal)).toBeCloseTo(25 / 9, 3);
    expect(visitorsForOneLook(equal) / visitorsForOneLook({ ...equal, difference: 0.01 })).toBeCloseTo(4, 2);
    expect(visitorsToDecide({ ...equal, difference: 0.01 })).toBeLessThan(visitorsToDecide(equal));
  });
});
