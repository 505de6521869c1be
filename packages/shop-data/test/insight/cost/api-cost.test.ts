import { apiCost } from '@ecommerce-recommenders/shop-data/insight/cost/api-cost';

const cost = apiCost({ users: 100_000, rate: 50 });

it('the cost of the API is a few dollars for a million answers, of which the gateway is the largest part of those from lists', () => {
  // $1 for the gateway, $0.20 and 100,000 GB-seconds for Lambda, 0.7 GB of logs, 1.5 GB to the internet.
  expect(cost.usdPerMillionLive).toBeCloseTo(1 + 0.2 + 100_000 * 0.0000133334 + 0.35 + 0.135, 3);
  expect(cost.usdPerMillionListed).toBeCloseTo(1 + 0.2 + 5_000 * 0.0000133334 + 0.35 + 0.135, 3);
  expect(cost.usdPerMonthIdle).toBe(1);
});

it('the cost of the API at the rate of the stage around the clock is Personalize above all', () => {
  const requests = 50 * 730 * 3_600;
  expect(cost.usdPerMonthAtRatePersonalize).toBeGreaterThan(0.5 * cost.usdPerMonthAtRate);
  const answers = cost.usdPerMonthAtRate - cost.usdPerMonthAtRatePersonalize - cost.usdPerMonthAtRateForged;
  expect(answers).toBeCloseTo((cost.usdPerMillionLive * requests) / 1e6, 0);
  expect(cost.usdPerMonthAtRate / 8_800).toBeCloseTo(1, 1);
  expect(apiCost({ users: 100_000, rate: 1 }).usdPerMonthAtRatePersonalize).toBe(0);
});

it('the cost of the API counts the forged tokens that KMS verifies, a minute and environment', () => {
  // Fifty answers per second of a tenth of a second each need five environments. Each environment verifies sixty
  // tokens per minute.
  expect(cost.usdPerMonthAtRateForged).toBeCloseTo((5 * 730 * 3_600 * 0.03) / 10_000, 1);
  const reserved = apiCost({ users: 100_000, rate: 50, concurrency: 2 });
  expect(reserved.usdPerMonthAtRateForged).toBeCloseTo((2 * 730 * 3_600 * 0.03) / 10_000, 1);
});

it('the cost of the API is bounded by reserved executions alone', () => {
  expect(cost).not.toHaveProperty('atConcurrency');
  const { atConcurrency } = apiCost({ users: 100_000, rate: 50, concurrency: 5 });
  expect(atConcurrency!.requestsPerSecond).toBe(50);
  expect(atConcurrency!.usdPerMonth).toBeCloseTo(cost.usdPerMonthAtRate, 0);
});
