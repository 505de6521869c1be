import { frequentlyBoughtTogether } from '../src/frequently-bought-together';
import { ask, DAY, interactionsOf, type Answer, type Row } from '../../../test/support/interactions';

/** Customers with a single item, so that the popular items are the same in every test. */
const SINGLES = Array.from({ length: 100 }, (_, user): Row => {
  return [`single-${user}`, user < 40 ? 'bestseller' : `thing-${user % 10}`, 'Purchase', user];
});

/** Customers who buy a tent, and a stove a month later. */
const pairs = (count: number): Row[] =>
  Array.from({ length: count }, (_, user): Row[] => [
    [`customer-${user}`, 'tent', 'Purchase', 1000],
    [`customer-${user}`, 'stove', 'Purchase', 1000 + 30 * DAY],
  ]).flat();

async function boughtWith(itemId: string, rows: readonly Row[]): Promise<Answer> {
  const interactions = interactionsOf([...SINGLES, ...rows]);
  return ask(await frequentlyBoughtTogether(interactions), interactions, { itemId });
}

describe('frequently bought together', () => {
  it('takes three customers who buy both a month apart for evidence, and two for chance (PERSONALIZE-34)', async () => {
    expect((await boughtWith('tent', pairs(3))).answered).toEqual(['stove']);
    expect((await boughtWith('tent', pairs(2))).answered).toEqual([]);
  });

  it('answers with the best sellers where the evidence is too thin (PERSONALIZE-34)', async () => {
    const { items, answered } = await boughtWith('tent', pairs(1));
    expect(answered).toEqual([]);
    expect(items[0]).toBe('bestseller');
    expect(items).toContain('tent');
  });
});
