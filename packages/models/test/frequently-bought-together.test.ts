import { frequentlyBoughtTogether } from '../src/frequently-bought-together';
import { InteractionsBuilder } from '../src/interactions-builder';
import { ask, DAY, interactionsOf, type Answer, type Row } from '../../../test/support/interactions';

/** Customers with a single item, so that the popular items are the same in every test. */
const SINGLES: Row[] = Array.from({ length: 100 }, (_, user) => [
  `single-${user}`,
  user < 40 ? 'bestseller' : `thing-${user % 10}`,
  'Purchase',
  user,
]);

/** One customer per gap, who buys the two items that many seconds apart. */
const pairs = (item: string, other: string, gaps: readonly number[]): Row[] =>
  gaps.flatMap((gap, user): Row[] => [
    [`${item}+${other}-${user}`, item, 'Purchase', 1000],
    [`${item}+${other}-${user}`, other, 'Purchase', 1000 + gap],
  ]);

async function boughtWith(itemId: string, rows: readonly Row[]): Promise<Answer> {
  const interactions = interactionsOf([...SINGLES, ...rows]);
  return ask(await frequentlyBoughtTogether(interactions), interactions, { itemId });
}

describe('frequently bought together', () => {
  it('takes three customers who buy both a month apart for evidence, and two for chance (PERSONALIZE-34)', async () => {
    const times = (count: number): Row[] => pairs('tent', 'stove', Array<number>(count).fill(30 * DAY));
    expect((await boughtWith('tent', times(3))).answered).toEqual(['stove']);
    expect((await boughtWith('tent', times(2))).answered).toEqual([]);
  });

  it('answers with the best sellers where the evidence is too thin (PERSONALIZE-34)', async () => {
    const { items, answered } = await boughtWith('tent', pairs('tent', 'stove', [30 * DAY]));
    expect(answered).toEqual([]);
    expect(items[0]).toBe('bestseller');
    expect(items).toContain('tent');
  });

  it('counts orders where purchases have them, not customers', async () => {
    const builder = new InteractionsBuilder();
    const buy = (user: string, item: string, time: number, order?: string): void =>
      builder.add(user, item, 'Purchase', time, 0, order);
    for (const customer of ['a', 'b', 'c']) {
      buy(customer, 'tent', 0, `${customer}-1`);
      buy(customer, 'stove', 0, `${customer}-2`);
      buy(customer, 'lamp', DAY, `${customer}-1`);
      buy(customer, 'bag', 0);
    }
    const interactions = builder.build();
    const { answered } = ask(await frequentlyBoughtTogether(interactions), interactions, { itemId: 'tent' });
    expect(answered).toEqual(['lamp']);
  });
});
