import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import type { Finding } from '../../../src/doctor/check';
import { SOLUTIONS } from '../../../src/doctor/solutions/solutions';
import type { Target } from '../../../src/doctor/target';
import { destination } from '../destination';

/** A region with these solutions and campaigns, and a stack in the given status or none. The stack wants some solutions, too. */
function inRegion(
  status: string | undefined,
  solutions: string[],
  campaigns: string[],
  settings: object = { ranking: {} },
): Target {
  const target = destination(status);
  const named = (names: string[]): object[] => names.map((name) => ({ name, solutionArn: name }));
  target.clients.personalize.send = (async ({ input }: { input: { solutionArn?: string } }) => ({
    datasetGroups: status === undefined ? [] : [{ name: 'Shop-shop', datasetGroupArn: 'group' }],
    solutions: named(solutions),
    campaigns: input.solutionArn === undefined || input.solutionArn === solutions[0] ? named(campaigns) : [],
  })) as never;
  return { ...target, settings: settings as Settings };
}

const check = async (target: Target): Promise<Finding | undefined> => SOLUTIONS.checks.solutions(target);

describe('the solutions', () => {
  it('are looked at where a setting wants one', () => {
    const none = { ranking: null, segments: null, batches: null } as Settings;
    const batches = { ...none, batches: {} } as Settings;
    expect([none, batches].map((settings) => SOLUTIONS.isOn(settings))).toEqual([false, true]);
  });

  it('fail where something is named like them', async () => {
    const taken = inRegion(undefined, ['Shop-ranking', 'Shop-other'], ['Shop-ranking-0a1b2c3d']);
    expect(await check(taken)).toMatchObject({
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
      const names = (count: number): string[] => Array.from({ length: count }, (_, at) => `s${at}`);
      const there = inRegion('UPDATE_COMPLETE', names(solutions), names(campaigns));
      expect(await check(there)).toMatchObject({
        status,
        says: expect.stringContaining(
          `${solutions} of 10 solutions and ${campaigns} of 5 campaigns`,
        ) as string,
      });
    },
  );

  it.each([
    [['Shop-segments-items', ...Array.from({ length: 8 }, (_, at) => `s${at}`)], 'ok'],
    [Array.from({ length: 9 }, (_, at) => `s${at}`), 'warning'],
  ])('have room beside %j: %s', async (solutions, status) => {
    const wanted = { segments: { items: ['ITEM_ID'], queries: {} }, batches: {} };
    const there = inRegion('UPDATE_COMPLETE', solutions, Array.from({ length: 5 }, String), wanted);
    expect(await check(there)).toMatchObject({ status });
  });
});
