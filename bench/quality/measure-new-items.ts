import { estimates, type Estimate } from '@ecommerce-recommenders/models/evaluation/estimates';
import { sampled, seededRandom } from '@ecommerce-recommenders/models/evaluation/seeded-random';
import { Catalogue, type DescribedItem } from '@ecommerce-recommenders/models/similar-items';
import type { QualityData, QualityRow } from './quality-data';

/** Hit rates of lists of ten for new items: whether they contain what a new item's visitors want next. */
export interface NewItemsResult {
  /** `View` or `Purchase`. */
  readonly eventType: string;
  readonly questions: number;
  readonly similar: number;
  readonly bestSellers: number;
  /** Hit rate of the best sellers of the item's category; absent for a set without categories. */
  readonly category?: number;
  /** Difference of similar items' hit rate to that of the other lists, over the same questions. */
  readonly aboveBestSellers: Estimate;
  readonly aboveCategory?: Estimate;
}

const NEW_SHARE = 10;
const LIST_LENGTH = 10;
/** Length of the lists that a run of ShopLists makes. */
const LIST_KEPT = 100;
const LEAST_QUESTIONS = 100;
const MAX_QUESTIONS = 4_000;
const SEED = 3;
const SECONDS_PER_DAY = 86_400;

/**
 * Treats a random tenth of the items as new: no list is learned from a row about one. A user's first row about a new
 * item is the question. The wanted items are the rest of the order; without orders, the purchases within a day; for
 * views, the next item that the user looks at within a day.
 */
export function measureNewItems({ rows, items = [] }: QualityData): NewItemsResult[] {
  const described = new Map(items.map((item) => [item.id, item]));
  const ids = [...described.keys()].sort();
  const isNew = new Set(sampled(ids, Math.floor(ids.length / NEW_SHARE), seededRandom(SEED)));
  const catalogue = new Catalogue();
  for (const item of items) catalogue.add(item);
  const similar = catalogue.similarItems();
  return ['View', 'Purchase'].flatMap((eventType) => {
    const own = rows.filter((row) => row.eventType === eventType && described.has(row.itemId));
    const questions = sampled(questionsOf(own, isNew), MAX_QUESTIONS, seededRandom(SEED));
    if (questions.length < LEAST_QUESTIONS) return [];
    const popular = popularItems(own.filter(({ itemId }) => !isNew.has(itemId)));
    const byCategory = new Map<string, string[]>();
    for (const id of popular) push(byCategory, categoryOf(described.get(id)!), id);
    const hits = (list: (id: string) => readonly string[]): number[] =>
      questions.map(({ asked, wanted }) =>
        list(asked)
          .slice(0, LIST_LENGTH)
          .some((id) => wanted.has(id))
          ? 1
          : 0,
      );
    const ours = hits((id) => similar.nearest(id, LIST_KEPT));
    const best = hits(() => popular);
    const ofCategory = hits((id) => byCategory.get(categoryOf(described.get(id)!)) ?? []);
    const above = (others: readonly number[]): number[] => ours.map((hit, at) => hit - others[at]);
    const [one, two, three, aboveBestSellers, aboveCategory] = estimates([
      ours,
      best,
      ofCategory,
      above(best),
      above(ofCategory),
    ]);
    return [
      {
        eventType,
        questions: questions.length,
        similar: one.mean,
        bestSellers: two.mean,
        aboveBestSellers,
        ...(byCategory.size > 1 && { category: three.mean, aboveCategory }),
      },
    ];
  });
}

/** A new item, and what the user wanted with or after it. */
interface NewItemQuestion {
  readonly asked: string;
  readonly wanted: ReadonlySet<string>;
}

function questionsOf(rows: readonly QualityRow[], isNew: ReadonlySet<string>): NewItemQuestion[] {
  const byUser = new Map<string, QualityRow[]>();
  for (const row of rows) push(byUser, row.userId, row);
  return [...byUser.values()].flatMap((own) => {
    const asked = new Set<string>();
    const sorted = own.sort((one, other) => one.timestamp - other.timestamp);
    return sorted.flatMap((row, at) => {
      if (!isNew.has(row.itemId) || asked.has(row.itemId)) return [];
      asked.add(row.itemId);
      const others = row.eventType === 'View' ? nextView(sorted, at) : sameOrder(sorted, row);
      const wanted = new Set(others.map(({ itemId }) => itemId).filter((id) => id !== row.itemId));
      return wanted.size > 0 ? [{ asked: row.itemId, wanted }] : [];
    });
  });
}

const nextView = (rows: readonly QualityRow[], at: number): QualityRow[] => {
  const next = rows.slice(at + 1).find(({ itemId }) => itemId !== rows[at].itemId);
  return next && next.timestamp - rows[at].timestamp <= SECONDS_PER_DAY ? [next] : [];
};

const sameOrder = (rows: readonly QualityRow[], { orderId, timestamp }: QualityRow): QualityRow[] =>
  rows.filter((other) =>
    orderId === undefined
      ? Math.abs(other.timestamp - timestamp) <= SECONDS_PER_DAY
      : other.orderId === orderId,
  );

/** Items sorted by number of rows; ties are broken by id. */
function popularItems(rows: readonly QualityRow[]): string[] {
  const counts = new Map<string, number>();
  for (const { itemId } of rows) counts.set(itemId, (counts.get(itemId) ?? 0) + 1);
  return [...counts.keys()].sort(
    (one, other) => counts.get(other)! - counts.get(one)! || (one < other ? -1 : 1),
  );
}

const categoryOf = ({ categories = {} }: DescribedItem): string => Object.values(categories)[0] ?? '';

const push = <Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void => {
  const known = lists.get(key);
  if (known) known.push(value);
  else lists.set(key, [value]);
};
