import {
  USE_CASES,
  type EventType,
  type UseCase,
  type UseCaseName,
} from '@ecommerce-recommenders/personalize/use-cases';
import type { Catalogue } from './catalogue';
import { ofEventType, type Histories } from './histories';
import { LONGEST_LIST, type Question } from './questions';
import { sampled, seededRandom } from './seeded-random';

/** Baselines with which a recommender is compared. */
export type BaselineName = 'random' | 'popularity' | 'co-counts';

/**
 * A list that is measured: the recommender's, the recommender's without the new items that it explores, a baseline's,
 * or the strongest of the plain lists.
 */
export type ListName = 'recommender' | 'unexplored' | BaselineName | 'plain';

/** Ranks items for a question, best first. The result may contain duplicates and excluded items. */
export type Baseline = (question: Question) => Iterable<string>;

/** What the co-counts start from; `undefined` for use cases with one list for everybody. */
const COUNTED_WITH: Record<UseCaseName, 'item' | 'history' | undefined> = {
  'most-viewed': undefined,
  'best-sellers': undefined,
  'frequently-bought-together': 'item',
  'customers-who-viewed-x-also-viewed': 'item',
  'recommended-for-you': 'history',
};

const SEED = 2;

/**
 * Lists without a model:
 *
 * - random: random items of the catalogue, drawn anew for each question
 * - popularity: the items with the most interactions of the event type from which the use case learns
 * - co-counts: the items that share the most users with the requested item or with the user's history; padded
 *   with popular ones
 *
 * @see {@link popularItems} and {@link coCounts} for the formulas
 */
export function baselinesOf(
  useCase: UseCaseName,
  training: Histories,
  { itemIds }: Catalogue,
): ReadonlyMap<BaselineName, Baseline> {
  const { learnsFrom }: UseCase = USE_CASES[useCase];
  const countedWith = COUNTED_WITH[useCase];
  const random = seededRandom(SEED);
  const popular = popularItems(training, learnsFrom);
  const baselines = new Map<BaselineName, Baseline>([
    ['random', ({ excluded }) => sampled(itemIds, LONGEST_LIST + excluded.size, random)],
    ['popularity', () => popular],
  ]);
  if (countedWith === undefined) return baselines;
  const counted = coCounts(training, learnsFrom);
  const askedAbout = ({ userId, itemId = '' }: Question): Iterable<string> =>
    countedWith === 'item' ? [itemId] : new Set(training.get(userId)?.map((past) => past.itemId));
  return baselines.set('co-counts', (question) => [...counted(askedAbout(question)), ...popular]);
}

/** The items with the most training interactions of an event type, or of all types; ties by item id. */
export function popularItems(training: Histories, eventType: EventType | undefined): string[] {
  const counts = new Map<string, number>();
  for (const history of training.values())
    for (const { itemId } of ofEventType(history, eventType))
      counts.set(itemId, (counts.get(itemId) ?? 0) + 1);
  return [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)! || (a < b ? -1 : 1));
}

/**
 * Items by the number of users that they share with the given items. With n_ij the number of users with an
 * interaction of the event type with both i and j (n_ii: with i):
 *
 *     s_j = Σ_{i given} n_ij
 *
 * Popular items and rare pairs are not damped, because this is a baseline.
 *
 * @returns all items with s_j > 0, best first, ties by item id
 */
export function coCounts(
  training: Histories,
  eventType: EventType | undefined,
): (itemIds: Iterable<string>) => string[] {
  const itemsOf = [...training.values()].map((history) => [
    ...new Set(ofEventType(history, eventType).map(({ itemId }) => itemId)),
  ]);
  const ids = [...new Set(itemsOf.flat())].sort();
  const numbers = new Map(ids.map((id, number) => [id, number]));
  const items = itemsOf.map((user) => Uint32Array.from(user, (id) => numbers.get(id)!));
  const users: number[][] = ids.map(() => []);
  items.forEach((row, user) => row.forEach((item) => users[item].push(user)));

  return (asked) => {
    // Iterates over users: one who shares m of the given items adds m to each of their own items.
    const shared = new Uint32Array(items.length);
    for (const id of asked) for (const user of users[numbers.get(id) ?? -1] ?? []) shared[user]++;
    const scores = new Uint32Array(ids.length);
    for (let user = 0; user < items.length; user++) {
      const own = items[user];
      if (shared[user] > 0) for (let at = 0; at < own.length; at++) scores[own[at]] += shared[user];
    }
    return [...ids.keys()]
      .filter((item) => scores[item] > 0)
      .sort((a, b) => scores[b] - scores[a] || a - b)
      .map((item) => ids[item]);
  };
}
