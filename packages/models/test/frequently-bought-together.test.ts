import { frequentlyBoughtTogether } from '../src/frequently-bought-together';
import { InteractionsBuilder } from '../src/interactions-builder';
import {
  ask,
  DAY,
  interactionsOf,
  randomNumbers,
  type Answer,
  type Row,
} from '../../../test/support/interactions';

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
  it('answers with what is bought in one order', async () => {
    const { items, answered } = await boughtWith('tent', pairs('tent', 'sleeping bag', [0, 600]));
    expect(answered).toEqual(['sleeping bag']);
    expect(items.slice(0, 2)).toEqual(['sleeping bag', 'bestseller']);
  });

  it('takes three customers who buy both a month apart for evidence, and two for chance (PERSONALIZE-34)', async () => {
    const month = 30 * DAY;
    expect((await boughtWith('tent', pairs('tent', 'stove', [month, month, month]))).answered).toEqual([
      'stove',
    ]);
    expect((await boughtWith('tent', pairs('tent', 'stove', [month, month]))).answered).toEqual([]);
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

  it('ranks what is bought at once before what is bought weeks apart', async () => {
    const rows = [
      ...pairs('tent', 'a-later', [9 * DAY, 9 * DAY, 9 * DAY]),
      ...pairs('tent', 'b-at-once', [0, 0, 0]),
    ];
    expect((await boughtWith('tent', rows)).answered).toEqual(['b-at-once', 'a-later']);
  });

  it('leaves out what the buyers buy no more often than everybody', async () => {
    const popular = SINGLES.map(([user]): Row => [user, 'bag', 'Purchase', 0]);
    const rows = [...popular, ...pairs('tent', 'stove', [0, 0, 0]), ...pairs('tent', 'bag', [0, 0])];
    expect((await boughtWith('tent', rows)).answered).toEqual(['stove']);
  });

  it('counts a customer once, however often the two are bought again', async () => {
    const again = Array.from({ length: 9 }, (_, time): Row[] => [
      ['collector', 'tent', 'Purchase', time * 40 * DAY],
      ['collector', 'stove', 'Purchase', (time + 0.5) * 40 * DAY],
    ]);
    expect((await boughtWith('tent', again.flat())).answered).toEqual([]);
  });

  it('takes the latest of several purchases of an item', async () => {
    const rows = [0, 1].flatMap((customer): Row[] => [
      [`refill-${customer}`, 'machine', 'Purchase', 100 * DAY],
      [`refill-${customer}`, 'filter', 'Purchase', 10 * DAY],
      [`refill-${customer}`, 'filter', 'Purchase', 100 * DAY],
    ]);
    expect((await boughtWith('machine', rows)).answered).toEqual(['filter']);
  });

  it('compares with customers, not with visitors who only look', async () => {
    const rows = pairs('tent', 'bestseller', [0, 0, 0]);
    const visitors = Array.from({ length: 5000 }, (_, user): Row => [
      `visitor-${user}`,
      'tent',
      'View',
      user,
    ]);
    const crowd = pairs('bestseller', 'lamp', Array<number>(100).fill(90 * DAY));
    expect((await boughtWith('tent', [...rows, ...crowd])).answered).toEqual([]);
    expect((await boughtWith('tent', [...rows, ...crowd, ...visitors])).answered).toEqual([]);
  });

  it('finds planted pairs among random purchases', async () => {
    const random = randomNumbers(11);
    const noise = Array.from({ length: 3000 }, (): Row => {
      const item = Math.min(random(200), random(200));
      return [`customer-${random(1000)}`, `item-${item}`, 'Purchase', random(60 * DAY)];
    });
    const planted = [190, 192, 194, 196, 198].map((item) => [`item-${item}`, `item-${item + 1}`] as const);
    const rows = [...noise, ...planted.flatMap(([item, other]) => pairs(item, other, [0, 60, 600, 0]))];
    for (const [item, other] of planted) {
      expect((await boughtWith(item, rows)).items[0]).toBe(other);
      expect((await boughtWith(other, rows)).items[0]).toBe(item);
    }
  });
});
