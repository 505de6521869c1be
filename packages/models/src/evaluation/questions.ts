import { USE_CASES, type UseCase, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { ofEventType, type Histories, type Interaction } from './histories';

/** List lengths measured, as in Personalize's own metrics. */
export const LIST_LENGTHS = [5, 10, 25] as const;

/** 5, 10 or 25. */
export type ListLength = (typeof LIST_LENGTHS)[number];

/** Length sufficient for all measurements. */
export const LONGEST_LIST = Math.max(...LIST_LENGTHS);

/** One question to a recommender, with the user's later interactions as answers. */
export interface Question {
  readonly userId: string;
  /** The requested item, if the use case needs one. */
  readonly itemId?: string;
  /** Items the user interacted with after training; at least one. */
  readonly wanted: ReadonlySet<string>;
  /** Items that must not be in the list: the requested one, and purchased ones if the use case removes them. */
  readonly excluded: ReadonlySet<string>;
}

const SECONDS_PER_DAY = 86_400;

/**
 * Questions that held-out interactions answer, at most one per user, sorted by user id:
 *
 * - Most viewed, best sellers: which items will the user view, or purchase?
 * - Recommended for you: which items will the user interact with?
 * - Customers who viewed X also viewed: after the last item viewed in training, which items will be viewed?
 * - Frequently bought together: with the first held-out purchase that is not alone, what else is purchased
 *   within a day?
 *
 * Users without an answer are skipped.
 *
 * @param wholeOrders - whether to skip baskets with a purchase in training within a day, because training knows part
 * of the answer
 */
export function questionsOf(
  useCase: UseCaseName,
  training: Histories,
  validation: Histories,
  wholeOrders = false,
): Question[] {
  const { removesPurchased, learnsFrom }: UseCase = USE_CASES[useCase];
  return [...validation.keys()].sort().flatMap((userId) => {
    const past = training.get(userId);
    const asked = ASKED[useCase](
      ofEventType(past, learnsFrom),
      ofEventType(validation.get(userId), learnsFrom),
      wholeOrders,
    );
    if (!asked) return [];
    const { itemId, future } = asked;
    const excluded = new Set(removesPurchased ? itemIdsOf(ofEventType(past, 'Purchase')) : []);
    if (itemId !== undefined) excluded.add(itemId);
    const wanted = new Set(itemIdsOf(future).filter((id) => !excluded.has(id)));
    return wanted.size > 0 ? [{ userId, itemId, wanted, excluded }] : [];
  });
}

type Asked = (
  past: readonly Interaction[],
  future: readonly Interaction[],
  wholeOrders: boolean,
) => { readonly itemId?: string; readonly future: readonly Interaction[] } | undefined;

const byUser: Asked = (_past, future) => ({ future });

/** Builds a use case's questions, from interactions of its event type. */
const ASKED: Record<UseCaseName, Asked> = {
  'most-viewed': byUser,
  'best-sellers': byUser,
  'recommended-for-you': byUser,
  'customers-who-viewed-x-also-viewed': (past, future) => {
    const last = past.at(-1);
    return last && { itemId: last.itemId, future };
  },
  'frequently-bought-together': (past, future, wholeOrders) => {
    for (const { itemId, timestamp } of future) {
      const isNear = (other: Interaction): boolean =>
        Math.abs(other.timestamp - timestamp) <= SECONDS_PER_DAY;
      if (wholeOrders && past.some(isNear)) continue;
      const basket = future.filter(isNear);
      if (basket.some((other) => other.itemId !== itemId)) return { itemId, future: basket };
    }
    return undefined;
  },
};

const itemIdsOf = (interactions: readonly Interaction[]): string[] =>
  interactions.map(({ itemId }) => itemId);

/** The best items of a list for a question, without duplicates and excluded items. */
export function firstItems(items: Iterable<string>, { excluded }: Question): string[] {
  const list = new Set<string>();
  for (const item of items) {
    if (!excluded.has(item)) list.add(item);
    if (list.size === LONGEST_LIST) break;
  }
  return [...list];
}
