import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { leaveLastOut } from '../src/leave-last-out';
import { interactionsOf, randomRows, type Row } from '../../../test/support/interactions';

/** Every user views an item of their own and then `item-wanted`, twice. */
const predictable = Array.from({ length: 30 }, (_, user): Row[] => [
  [`user-${user}`, `item-${user}`, 'View', 1],
  [`user-${user}`, 'item-wanted', 'View', 2],
  [`user-${user}`, 'item-wanted', 'View', 3],
]).flat();

it('leave-last-out measures how early the held-out item comes, with the metrics of Personalize', async () => {
  const metrics = await leaveLastOut(interactionsOf(predictable), 'most-viewed');
  expect(metrics).toEqual({
    coverage: 25 / 31,
    mean_reciprocal_rank_at_25: 1,
    normalized_discounted_cumulative_gain_at_5: 1,
    normalized_discounted_cumulative_gain_at_10: 1,
    normalized_discounted_cumulative_gain_at_25: 1,
    precision_at_5: 0.2,
    precision_at_10: 0.1,
    precision_at_25: 0.04,
  });
});

it('leave-last-out does not learn from what it holds out', async () => {
  const rows = Array.from({ length: 30 }, (_, user): Row[] => [
    [`user-${user}`, 'item-first', 'View', 1],
    [`user-${user}`, `item-${user}`, 'View', 2],
  ]).flat();
  const metrics = await leaveLastOut(interactionsOf(rows), 'recommended-for-you');
  // Nobody else has seen a user's last item, so it can appear only as padding.
  expect(metrics.mean_reciprocal_rank_at_25).toBeLessThan(0.15);
});

it.each(USE_CASE_NAMES)('leave-last-out gives %s metrics from 0 to 1', async (useCase) => {
  const rows = randomRows(5, { rows: 4000, users: 200, items: 80 });
  const metrics = await leaveLastOut(interactionsOf(rows), useCase);
  for (const value of Object.values(metrics)) {
    expect(value).toBeGreaterThan(0);
    expect(value).toBeLessThanOrEqual(1);
  }
  expect(await leaveLastOut(interactionsOf(rows), useCase)).toEqual(metrics);
});

it('leave-last-out gives zeros where no user has two items to tell apart', async () => {
  const metrics = await leaveLastOut(interactionsOf([['user-1', 'item-1', 'View', 1]]), 'most-viewed');
  expect(new Set(Object.values(metrics))).toEqual(new Set([0]));
});
