import { LIST_METRICS, type ListMetric } from '@ecommerce-recommenders/models/evaluation/list-metrics';
import { firstItems } from '@ecommerce-recommenders/models/evaluation/questions';
import { userRows, type Interactions } from '@ecommerce-recommenders/models/interactions';
import { InteractionsBuilder } from '@ecommerce-recommenders/models/interactions-builder';
import type { Recommender } from '@ecommerce-recommenders/models/recommender';
import type { QualityQuestion, QualityRow } from './quality-data';

/** Quality of a model's lists, one value per question. */
export interface Answers {
  readonly ndcg: readonly number[];
  readonly hitRate: readonly number[];
  /** Hit rate on items with which the user has no row. Only for questions that ask for such items alone. */
  readonly unseenHitRate: readonly number[];
}

const LENGTH = 10;

/** Questions a model that has learned from these interactions. */
export function answersOf(
  recommender: Recommender,
  interactions: Interactions,
  questions: readonly QualityQuestion[],
): Answers {
  const lists = listsOf(recommender, interactions, questions);
  const values = (metric: 'ndcg' | 'hitRate'): number[] =>
    lists.map((list, at) =>
      (LIST_METRICS[metric] as ListMetric).of(list, LENGTH, questions[at], {
        popularity: new Map(),
        categories: new Map(),
        itemIds: [],
      }),
    );
  return {
    ndcg: values('ndcg'),
    hitRate: values('hitRate'),
    unseenHitRate: unseenHits(lists, interactions, questions),
  };
}

function unseenHits(
  lists: readonly (readonly string[])[],
  interactions: Interactions,
  questions: readonly QualityQuestion[],
): number[] {
  const { userIds, itemIds, items } = interactions;
  const starts = userRows(interactions);
  const users = new Map(userIds.map((id, number) => [id, number]));
  return questions.flatMap(({ userId, wanted, recent = [] }, at) => {
    const user = users.get(userId);
    const rows = user === undefined ? [] : items.subarray(starts[user], starts[user + 1]);
    const seen = new Set([
      ...Array.from(rows, (item) => itemIds[item]),
      ...recent.map(({ itemId }) => itemId),
    ]);
    const unseen = new Set([...wanted].filter((item) => !seen.has(item)));
    return unseen.size === 0 ? [] : [lists[at].some((item) => unseen.has(item)) ? 1 : 0];
  });
}

function listsOf(
  recommender: Recommender,
  { userIds, itemIds, eventTypes }: Interactions,
  questions: readonly QualityQuestion[],
): string[][] {
  const users = new Map(userIds.map((id, number) => [id, number]));
  const items = new Map(itemIds.map((id, number) => [id, number]));
  return questions.map((question) => {
    const { items: ranked } = recommender.rank({
      user: users.get(question.userId),
      item: items.get(question.itemId ?? ''),
      recent: question.recent?.flatMap(({ itemId, eventType, timestamp }) => {
        const item = items.get(itemId);
        return item === undefined ? [] : [{ item, event: eventTypes.indexOf(eventType), timestamp }];
      }),
    });
    return firstItems(idsOf(ranked, itemIds), question).slice(0, LENGTH);
  });
}

function* idsOf(numbers: Iterable<number>, ids: readonly string[]): Generator<string> {
  for (const number of numbers) yield ids[number];
}

/** Converts rows to the form from which models learn. */
export function interactionsOf(rows: readonly QualityRow[]): Interactions {
  const builder = new InteractionsBuilder();
  for (const { userId, itemId, eventType, timestamp, orderId } of rows)
    builder.add(userId, itemId, eventType, timestamp, 0, orderId);
  return builder.build();
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
