import { estimates } from '../src/evaluation/estimates';
import { historiesOf } from '../src/evaluation/histories';
import { LIST_METRICS } from '../src/evaluation/list-metrics';
import { firstItems, questionsOf, type Question } from '../src/evaluation/questions';
import { SHOP_SHAPES, shopRows, type ShopRow } from '../src/evaluation/shop-shapes';
import type { Interactions } from '../src/interactions';
import { popularity } from '../src/popularity';
import { recommendedForYou } from '../src/recommended-for-you';
import type { Recommender } from '../src/recommender';
import { interactionsOf } from '../../../test/support/interactions';

const SEED = 1;

/** The model that a training must choose. In the other shops, the choice may be due to chance. */
const CHOSEN: Partial<Record<keyof typeof SHOP_SHAPES, RegExp>> = {
  dense: /^EASE/,
  'many items': /^EASE/,
  sparse: /^popularity$/,
  'one purchase': /^popularity$/,
};

/** Holds out the newest tenth of each user's rows. */
function split(rows: readonly ShopRow[]): { training: ShopRow[]; later: ShopRow[] } {
  const count = new Map<string, number>();
  for (const { userId } of rows) count.set(userId, (count.get(userId) ?? 0) + 1);
  const place = new Map<string, number>();
  const isLater = rows.map(({ userId }) => {
    place.set(userId, (place.get(userId) ?? 0) + 1);
    return place.get(userId)! / count.get(userId)! > 0.9;
  });
  return { training: rows.filter((_, at) => !isLater[at]), later: rows.filter((_, at) => isLater[at]) };
}

function ndcgOf(model: Recommender, { userIds, itemIds }: Interactions, questions: Question[]): number[] {
  const users = new Map(userIds.map((id, number) => [id, number]));
  return questions.map((question) => {
    const { items } = model.rank({ user: users.get(question.userId) });
    const ids = Array.from(items, (item) => itemIds[item]);
    const list = firstItems(ids, question);
    return LIST_METRICS.ndcg.of(list.slice(0, 10), 10, question);
  });
}

it.each(Object.entries(SHOP_SHAPES))('a %s shop does as well as popular items', async (name, shape) => {
  const { training, later } = split(shopRows(shape, SEED));
  const interactions = interactionsOf(
    training.map(({ userId, itemId, eventType, timestamp }) => [userId, itemId, eventType, timestamp]),
  );
  const questions = questionsOf('recommended-for-you', historiesOf(training), historiesOf(later));
  expect(questions.length).toBeGreaterThan(20);
  const recommender = await recommendedForYou(interactions, { threads: 0 });
  const popular = { items: popularity(interactions, shape.eventType).items, answered: 0 };
  const [ours, best] = [recommender, { rank: () => popular }].map((model) =>
    ndcgOf(model, interactions, questions),
  );
  const [{ high }] = estimates([ours.map((value, at) => value - best[at])]);
  expect(high).toBeGreaterThanOrEqual(0);
  expect(recommender.choice?.model).toMatch(CHOSEN[name as keyof typeof SHOP_SHAPES] ?? /./);
});
