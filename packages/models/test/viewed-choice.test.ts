import { customersWhoViewedXAlsoViewed } from '../src/customers-who-viewed-x-also-viewed';
import { SEQUENCE } from '../src/constants';
import { userItems } from '../src/user-items';
import { rowScores, VIEWED, type ViewedModel } from '../src/viewed-choice';
import { interactionsOf, randomNumbers, randomRows, type Row } from '../../../test/support/interactions';

const USERS = 1500;
const HOUR = 3600;

/** Views of each user, an hour apart unless told otherwise. */
function viewsOf(
  itemsOf: (random: (limit: number) => number, user: number) => readonly number[],
  secondsApart: (user: number) => number = () => HOUR,
): Row[] {
  const random = randomNumbers(11);
  return Array.from({ length: USERS }, (_, user) => itemsOf(random, user)).flatMap((items, user) =>
    items.map((item, at): Row => [`user-${user}`, `item-${item}`, 'View', secondsApart(user) * at]),
  );
}

/** Items of one of 20 groups of 30. */
const ofGroup = (group: number, item: number): number => group + 20 * item;

/** What a user of each shop views, and the model that predicts it best. */
const SHOPS: Record<string, { readonly model: RegExp; readonly rows: () => Row[] }> = {
  'users walk through the catalogue': {
    model: /^sequence$/,
    rows: () =>
      viewsOf((random) => {
        const first = random(200);
        return Array.from({ length: 6 }, (_, step) => first + step);
      }),
  },
  'short visits say more than long ones': {
    model: /^RP3β/,
    rows: () =>
      viewsOf((random, user) =>
        user % 3 === 0
          ? Array.from({ length: 60 }, () => ofGroup(random(20), random(30)))
          : Array.from({ length: 3 }, () => ofGroup(user % 20, random(30))),
      ),
  },
  'everybody views a few items that say nothing': {
    model: /^cosine$/,
    rows: () =>
      viewsOf(
        (random, user) =>
          user % 3 > 0
            ? Array.from({ length: 5 }, () =>
                random(2) === 0 ? 600 + random(8) : ofGroup(random(20), random(30)),
              )
            : Array.from({ length: 30 }, (_, at) =>
                at < 27 && random(4) > 0 ? 600 + random(8) : ofGroup(user % 20, random(30)),
              ),
        (user) => (user % 3 > 0 ? 0 : HOUR),
      ),
  },
  'each group has its own popular items': {
    model: /^counts$/,
    rows: () =>
      viewsOf((random, user) =>
        Array.from({ length: 12 }, () =>
          ofGroup(user % 20, Math.min(random(30), random(30), random(30), random(30))),
        ),
      ),
  },
};

describe('customers who viewed X also viewed', () => {
  it.each(Object.entries(SHOPS))(
    'are told by the model that suits a shop where %s',
    async (_, { model, rows }) => {
      const { choice } = await customersWhoViewedXAlsoViewed(interactionsOf(rows()), { threads: 0 });
      expect(choice?.model).toMatch(model);
      expect(choice!.margin).toBeGreaterThan(0);
    },
  );
});

it('the scores of an asked item are those of a training without the user', async () => {
  const rows = randomRows(6);
  const interactions = interactionsOf(rows);
  const { itemIds, userIds } = interactions;
  const weights = Float64Array.from(interactions.eventTypes, () => 1);
  const [asked, without] = [itemIds.indexOf('item-7'), userIds.indexOf('user-3')];
  const others = interactionsOf(rows.filter(([userId]) => userId !== userIds[without]));
  expect(others.itemIds).toEqual(itemIds);
  const found = new Map<ViewedModel, Map<number, number>>();
  rowScores(
    userItems(interactions, weights),
    new Set([asked]),
    itemIds.length,
    SEQUENCE,
  )(asked, without, (model, { items, scores }) =>
    found.set(model, new Map(Array.from(items, (item, place) => [item, scores[place]]))),
  );
  for (const [model, train] of Object.entries(VIEWED)) {
    const trained = await train(userItems(others, weights), itemIds.length, { threads: 0 }, SEQUENCE);
    const [first, end] = [trained.starts[asked], trained.starts[asked + 1]];
    const scores = found.get(model as ViewedModel)!;
    expect(scores.size).toBe(end - first);
    for (let at = first; at < end; at++)
      expect(scores.get(trained.columns[at])).toBeCloseTo(trained.values[at], 10);
  }
});
