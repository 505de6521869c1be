import { dayOf, nextDayMs } from '@ecommerce-recommenders/shop-data/contracts/utc-day';

it('a day is one of UTC', () => {
  const lastMs = Date.parse('2026-12-31T23:59:59.999Z');
  expect(dayOf(lastMs)).toBe('2026-12-31');
  expect(nextDayMs(lastMs)).toBe(lastMs + 1);
  expect(nextDayMs(lastMs + 1)).toBe(lastMs + 1 + 86_400_000);
});
