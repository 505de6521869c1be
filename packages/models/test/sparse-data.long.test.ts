import { estimates } from '../src/evaluation/estimates';
import { frequentlyBoughtTogether } from '../src/frequently-bought-together';
import type { Interactions } from '../src/interactions';
import { InteractionsBuilder } from '../src/interactions-builder';
import { popularity } from '../src/popularity';
import type { Query } from '../src/recommender';
import { randomNumbers } from '../../../test/support/interactions';

const CUSTOMERS = 3000;
const LENGTH = 10;

interface Question extends Query {
  readonly wanted: ReadonlySet<string>;
  readonly leftOut: readonly string[];
}

interface Order {
  readonly customer: number;
  readonly items: readonly string[];
}

/** Orders of one to four items that are bought only for their popularity, so that each pair is chance. */
function randomOrders(seed: number): Order[] {
  const random = randomNumbers(seed);
  const any = (): string => `item-${Math.min(random(2000), random(2000), random(2000))}`;
  return Array.from({ length: CUSTOMERS }, (_, customer) => ({
    customer,
    items: Array.from({ length: 1 + random(4) }, any),
  }));
}

function trainedOn(orders: readonly Order[], hasOrderIds: boolean): Interactions {
  const builder = new InteractionsBuilder();
  for (const { customer, items } of orders)
    for (const item of items)
      builder.add(`${customer}`, item, 'Purchase', 0, 0, hasOrderIds ? `order-${customer}` : undefined);
  return builder.build();
}

describe('purchases at random', () => {
  const training = randomOrders(1);

  /** Hits of a list minus those of the most popular items, per question. Excluded items are in neither. */
  function above(
    { itemIds }: Interactions,
    rank: (query: Query) => Iterable<number>,
    popular: Iterable<number>,
    questions: readonly Question[],
  ): number[] {
    return questions.map(({ wanted, leftOut, ...query }) => {
      const isHit = (items: Iterable<number>): boolean => {
        let left = LENGTH;
        for (const item of items) {
          if (leftOut.includes(itemIds[item])) continue;
          if (wanted.has(itemIds[item])) return true;
          if (--left === 0) break;
        }
        return false;
      };
      return Number(isHit(rank(query))) - Number(isHit(popular));
    });
  }

  it.each([true, false])('are bought together as often as popular (order ids: %p)', async (hasOrderIds) => {
    const interactions = trainedOn(training, hasOrderIds);
    const recommender = await frequentlyBoughtTogether(interactions, { threads: 0 });
    const questions = randomOrders(2).flatMap(({ items: [asked, ...rest] }) => {
      const item = interactions.itemIds.indexOf(asked);
      const wanted = new Set(rest.filter((other) => other !== asked));
      return item < 0 || wanted.size === 0 ? [] : [{ item, wanted, leftOut: [asked] }];
    });
    const popular = popularity(interactions, 'Purchase').items;
    const [{ high }] = estimates([
      above(interactions, (query) => recommender.rank(query).items, popular, questions),
    ]);
    expect(high).toBeGreaterThanOrEqual(0);
  });
});
