import { HISTORY, ORDERS, SEQUENCE } from '../src/constants';
import { customersWhoViewedXAlsoViewed } from '../src/customers-who-viewed-x-also-viewed';
import { frequentlyBoughtTogether } from '../src/frequently-bought-together';
import { InteractionsBuilder } from '../src/interactions-builder';
import { recommendedForYou } from '../src/recommended-for-you';
import type { Recommender } from '../src/recommender';
import { randomNumbers } from '../../../test/support/interactions';

const HOUR = 3600;

/** Orders of one to six items from one of twelve groups, preceded by views. Some items are viewed more often than others. */
const random = randomNumbers(5);
const builder = new InteractionsBuilder();
for (let order = 0; order < 1500; order++) {
  const user = random(200);
  const moment = order * HOUR;
  for (let left = 1 + random(6); left > 0; left--) {
    const group = random(6) === 0 ? random(12) : user % 12;
    const item = `item-${12 * Math.min(random(8), random(8)) + group}`;
    builder.add(`user-${user}`, item, 'View', moment - left * 60);
    builder.add(`user-${user}`, item, 'Purchase', moment, 0, `order-${order}`);
  }
}
const interactions = builder.build();

const MODELS = {
  'Recommended for you': { constants: HISTORY, train: recommendedForYou },
  'Frequently bought together': { constants: ORDERS, train: frequentlyBoughtTogether },
  'Customers who viewed X also viewed': { constants: SEQUENCE, train: customersWhoViewedXAlsoViewed },
};

describe.each(Object.entries(MODELS))('the constants of %s', (_, { constants, train }) => {
  const answers = (recommender: Recommender): unknown =>
    interactions.itemIds.map((_, number) => [...recommender.rank({ user: number, item: number }).items]);

  it.each(Object.entries(constants))('have %s, %d, which counts', async (name, value) => {
    const given = { ...constants, [name]: 3 * value };
    // Cast, because each model has constants of its own type.
    const other = await (train as typeof recommendedForYou)(interactions, undefined, given as never);
    expect(answers(other)).not.toEqual(answers(await train(interactions)));
  });
});
