import { readinessOf, type Verdict } from '@ecommerce-recommenders/shop-data/insight/readiness/readiness';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { measureShop } from '../../src/explore/measure-shop';
import { randomNumbers } from '../../../../test/support/interactions';
import { interactionsCsv, NOW, profileOf } from '../profile/profile-of';

const START = NOW - 10_000_000;

async function verdictsOf(rows: readonly string[]): Promise<Partial<Record<UseCaseName, Verdict>>> {
  const profile = await profileOf({ interactions: interactionsCsv(rows) });
  const readiness = readinessOf(profile.facts, await measureShop(profile, NOW));
  return Object.fromEntries(readiness.map(({ useCase, verdict }) => [useCase, verdict]));
}

const type = (at: number): string => (at % 3 === 0 ? 'OrderCompleted' : 'ProductViewed');

it('the measured verdict is weak throughout for a shop whose data is chance', async () => {
  const random = randomNumbers(3);
  const rows = Array.from(
    { length: 12_000 },
    (_, at) => `i${random(300)},u${random(600)},${type(at)},${START + 200 * at}`,
  );
  expect(new Set(Object.values(await verdictsOf(rows)))).toEqual(new Set(['weak']));
});

it('the measured verdict is weak for personal lists where most users buy once', async () => {
  const random = randomNumbers(5);
  const popular = (): number => Math.min(random(200), random(200), random(200));
  const rows = Array.from({ length: 12_000 }, (_, at) => {
    // A tenth of the users come again.
    const user = at % 10 === 0 ? `again-${random(600)}` : `once-${at}`;
    return `i${popular()},${user},OrderCompleted,${START + 200 * at}`;
  });
  const verdicts = await verdictsOf(rows);
  expect(verdicts).toMatchObject({
    ...{ 'best-sellers': 'ready', 'recommended-for-you': 'weak' },
    ...{ 'frequently-bought-together': 'weak', 'most-viewed': 'blocked' },
  });
});

it('the measured verdict leaves out rows that have not happened yet', async () => {
  const interactions = interactionsCsv(['i1,u1,ProductViewed,10', 'i2,u1,ProductViewed,99']);
  const measured = await measureShop(await profileOf({ interactions }), 50);
  expect(measured).toMatchObject({ until: 10, useCases: {} });
});
