import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { leaveLastOut } from '../src/leave-last-out';
import { interactionsOf, randomNumbers, type Row } from '../../../test/support/interactions';

const ITEMS = 40;

/** Every user views an item of their own and then `item-wanted`, twice. */
const predictable = Array.from({ length: 30 }, (_, user): Row[] => [
  [`user-${user}`, `item-${user}`, 'View', 1],
  [`user-${user}`, 'item-wanted', 'View', 2],
  [`user-${user}`, 'item-wanted', 'View', 3],
]).flat();

describe('leave-last-out', () => {
  it('measures how early the held-out item comes, with the metrics of Personalize', async () => {
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

  it('does not learn from what it holds out', async () => {
    const rows = Array.from({ length: 30 }, (_, user): Row[] => [
      [`user-${user}`, 'item-first', 'View', 1],
      [`user-${user}`, `item-${user}`, 'View', 2],
    ]).flat();
    const metrics = await leaveLastOut(interactionsOf(rows), 'recommended-for-you');
    // Nobody else has seen a user's last item, so it can appear only as padding.
    expect(metrics.mean_reciprocal_rank_at_25).toBeLessThan(0.15);
  });

  it.each(USE_CASE_NAMES)('gives %s metrics from 0 to 1, the same each time', async (useCase) => {
    const random = randomNumbers(5);
    const rows = Array.from({ length: 4000 }, (): Row => {
      const user = random(200);
      const item = `item-${(user % 2) + 2 * random(ITEMS)}`;
      return [`user-${user}`, item, random(3) === 0 ? 'Purchase' : 'View', random(1_000_000)];
    });
    const metrics = await leaveLastOut(interactionsOf(rows), useCase);
    for (const value of Object.values(metrics)) {
      expect(value).toBeGreaterThan(0);
      expect(value).toBeLessThanOrEqual(1);
    }
    expect(await leaveLastOut(interactionsOf(rows), useCase)).toEqual(metrics);
  });

  it('gives zeros where no user has two items to tell apart', async () => {
    const metrics = await leaveLastOut(interactionsOf([['user-1', 'item-1', 'View', 1]]), 'most-viewed');
    expect(new Set(Object.values(metrics))).toEqual(new Set([0]));
  });
});
