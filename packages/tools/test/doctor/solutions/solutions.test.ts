import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { SOLUTIONS } from '../../../src/doctor/solutions/solutions';
import { destination } from '../destination';

/** The finding in a region with these solutions and campaigns, and with the stack or not. The stack wants some, too. */
function check(
  isThere: boolean,
  solutions: string[],
  campaigns: string[],
  settings: object = { ranking: {} },
) {
  const named = (names: string[]): object[] => names.map((name) => ({ name, solutionArn: name }));
  const target = destination(isThere ? 'UPDATE_COMPLETE' : undefined, {
    ListDatasetGroups: { datasetGroups: isThere ? [{ name: 'Shop-shop', datasetGroupArn: 'group' }] : [] },
    ListSolutions: { solutions: named(solutions) },
    ListCampaigns: ({ solutionArn = solutions[0] }: { solutionArn?: string }) => ({
      campaigns: solutionArn === solutions[0] ? named(campaigns) : [],
    }),
  });
  return SOLUTIONS.checks.solutions({ ...target, settings: settings as Settings });
}
const names = (count: number): string[] => Array.from({ length: count }, (_, at) => `s${at}`);

describe('the solutions', () => {
  it('fail where something is named like them', async () => {
    expect(await check(false, ['Shop-ranking', 'Shop-other'], ['Shop-ranking-0a1b2c3d'])).toMatchObject({
      status: 'problem',
      says: expect.stringContaining('already has Shop-ranking, Shop-ranking-0a1b2c3d, whose') as string,
    });
  });

  it.each([
    [1, 1, 'ok'],
    [10, 0, 'warning'],
    [2, 5, 'warning'],
  ])(
    'have room for a ranking beside %i solutions and %i campaigns: %s',
    async (solutions, campaigns, status) => {
      const says = `${solutions} of 10 solutions and ${campaigns} of 5 campaigns`;
      expect(await check(true, names(solutions), names(campaigns))).toMatchObject({
        status,
        says: expect.stringContaining(says) as string,
      });
    },
  );

  it.each([
    [['Shop-segments-items', ...names(8)], 'ok'],
    [names(9), 'warning'],
  ])('have room beside %j: %s', async (solutions, status) => {
    const wanted = { segments: { items: ['ITEM_ID'], queries: {} }, batches: {} };
    expect(await check(true, solutions, names(5), wanted)).toMatchObject({ status });
  });
});
