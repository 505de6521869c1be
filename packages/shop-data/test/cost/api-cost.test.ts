import { apiCost } from '@ecommerce-recommenders/shop-data/cost/api-cost';

describe('the cost of the API', () => {
  const cost = apiCost({ users: 100_000, rate: 50 });

  it('is a few dollars for a million answers, of which the gateway is the largest part of those from lists', () => {
    // $1 the gateway, $0.20 and 100,000 GB-seconds of Lambda, 0.7 GB of logs, 1.5 GB to the internet.
    expect(cost.usdPerMillionLive).toBeCloseTo(1 + 0.2 + 100_000 * 0.0000133334 + 0.35 + 0.135, 3);
    expect(cost.usdPerMillionListed).toBeCloseTo(1 + 0.2 + 5_000 * 0.0000133334 + 0.35 + 0.135, 3);
    expect(cost.usdPerMonthIdle).toBe(1);
  });

  it('is bounded by the rate of the stage, and at worst it is Personalize', () => {
    const requests = 50 * 730 * 3_600;
    expect(cost.usdPerMonthAtWorstPersonalize).toBeGreaterThan(0.5 * cost.usdPerMonthAtWorst);
    expect(cost.usdPerMonthAtWorst - cost.usdPerMonthAtWorstPersonalize).toBeCloseTo(
      (cost.usdPerMillionLive * requests) / 1e6,
      0,
    );
    expect(apiCost({ users: 100_000, rate: 1 }).usdPerMonthAtWorstPersonalize).toBe(0);
  });
});
