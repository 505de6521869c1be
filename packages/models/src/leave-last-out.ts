import { USE_CASES, type UseCase, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { ALGORITHMS } from './algorithms';
import { userRows, type Interactions } from './interactions';
import type { Query } from './recommender';

/** Offline metrics with Personalize's names, each from 0 to 1. */
export type Metrics = Readonly<Record<MetricName, number>>;

const METRIC_NAMES = [
  'coverage',
  'mean_reciprocal_rank_at_25',
  'normalized_discounted_cumulative_gain_at_5',
  'normalized_discounted_cumulative_gain_at_10',
  'normalized_discounted_cumulative_gain_at_25',
  'precision_at_5',
  'precision_at_10',
  'precision_at_25',
] as const;

type MetricName = (typeof METRIC_NAMES)[number];

/** Maximum number of interactions, which limits the cost. */
const MAX_ROWS = 50_000;

/** Maximum number of users. */
const MAX_QUESTIONS = 1000;

/** List lengths measured. */
const LENGTHS = [5, 10, 25] as const;
const LIST_LENGTH = 25;

/** A held-out interaction, and the query whose answer should contain it. */
interface Question extends Query {
  /** The expected item. */
  readonly wanted: number;
}

/**
 * Measures a use case on its own data. Of each user, the last interaction of the event type from which the use case
 * learns is held out, and a model is trained on the rest. Each held-out item is looked up in the top 25 for its user,
 * or for the item with which the user interacted before. With r the rank of the item, 0 if not found:
 *
 *     MRR = mean of 1/r,  NDCG@k = mean of 1/log2(r + 1) where r ≤ k,  precision@k = mean of 1/k where r ≤ k
 *
 * coverage is the share of items that are in any of the lists. Large data is sampled: every n-th user.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/evaluating-recommenders.html
 */
export async function leaveLastOut(interactions: Interactions, useCase: UseCaseName): Promise<Metrics> {
  const { rest, questions } = holdOut(interactions, useCase);
  const metrics = Object.fromEntries(METRIC_NAMES.map((name) => [name, 0])) as Record<MetricName, number>;
  if (questions.length === 0) return metrics;
  const recommender = await ALGORITHMS[useCase](rest);
  const given = new Set<number>();
  for (const { wanted, ...query } of questions) {
    let place = 0;
    for (const item of recommender.rank(query).items) {
      if (++place > LIST_LENGTH) break;
      given.add(item);
      if (item !== wanted) continue;
      metrics.mean_reciprocal_rank_at_25 += 1 / place;
      for (const length of LENGTHS) {
        if (place > length) continue;
        metrics[`normalized_discounted_cumulative_gain_at_${length}`] += 1 / Math.log2(place + 1);
        metrics[`precision_at_${length}`]++;
      }
    }
  }
  for (const name of METRIC_NAMES) metrics[name] /= questions.length;
  for (const length of LENGTHS) metrics[`precision_at_${length}`] /= length;
  metrics.coverage = given.size / rest.itemIds.length;
  return metrics;
}

/** Splits every n-th user's interactions into training rows and questions. */
function holdOut(
  interactions: Interactions,
  useCase: UseCaseName,
): { rest: Interactions; questions: Question[] } {
  const { users, items, events, timestamps, orders, eventTypes, userIds } = interactions;
  const { learnsFrom, needs }: UseCase = USE_CASES[useCase];
  const isAsked = eventTypes.map((type) => !learnsFrom || type.toLowerCase() === learnsFrom.toLowerCase());
  const rows = userRows(interactions);
  const step = Math.ceil(users.length / MAX_ROWS);
  const kept = new Uint32Array(users.length);
  let count = 0;
  const questions: Question[] = [];
  for (let user = 0; user < userIds.length; user += step) {
    let last = rows[user + 1] - 1;
    while (last >= rows[user] && !isAsked[events[last]]) last--;
    let before = last - 1;
    while (before >= rows[user] && (!isAsked[events[before]] || items[before] === items[last])) before--;
    const isQuestion = before >= rows[user];
    if (isQuestion)
      questions.push({
        user,
        item: needs.includes('itemId') ? items[before] : undefined,
        wanted: items[last],
      });
    for (let row = rows[user]; row < rows[user + 1]; row++)
      if (!isQuestion || row !== last) kept[count++] = row;
  }
  const distance = Math.ceil(questions.length / MAX_QUESTIONS);
  return {
    rest: {
      ...interactions,
      users: pick(users, kept, count),
      items: pick(items, kept, count),
      events: Uint8Array.from(kept.subarray(0, count), (row) => events[row]),
      timestamps: Float64Array.from(kept.subarray(0, count), (row) => timestamps[row]),
      ...(orders && { orders: pick(orders, kept, count) }),
    },
    questions: questions.filter((_, at) => at % distance === 0),
  };
}

const pick = (column: Uint32Array, rows: Uint32Array, count: number): Uint32Array =>
  Uint32Array.from(rows.subarray(0, count), (row) => column[row]);
