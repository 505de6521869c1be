import { METRIC_NAMES } from '../../../src/insight/effect/effect';
import { seeShops } from './many-shops';
import type { SimulatedShop } from './simulated-shop';

const SHOP: SimulatedShop = {
  visitorsADay: 1_000,
  days: 14,
  share: 0.5,
  clickRate: 0.05,
  orderRate: 0.05,
  uplift: 0,
  skew: 1,
  hasHeavyUsers: false,
};

// A long test does the same with 1,000 shops of more kinds.
describe('a hundred shops that look every evening', () => {
  it('find hardly ever an effect that is not there', () => {
    const { decided, compared, ratioAlarms } = seeShops(SHOP, 100);
    for (const metric of METRIC_NAMES) expect(decided[metric]).toBeLessThanOrEqual(5);
    expect(compared).toEqual({ clicks: 100, orders: 100, revenue: 100 });
    expect(ratioAlarms).toBeLessThanOrEqual(2);
  });

  it('find an effect of a half, and know how large it is', () => {
    const { decided, missed } = seeShops({ ...SHOP, uplift: 0.5 }, 100);
    expect(decided.clicks).toBeGreaterThanOrEqual(98);
    expect(decided.orders).toBeGreaterThanOrEqual(98);
    for (const metric of METRIC_NAMES) expect(missed[metric]).toBeLessThanOrEqual(5);
  });
});
