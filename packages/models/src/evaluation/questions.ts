import { USE_CASES, type UseCase, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { ofEventType, type Histories, type Interaction } from './histories';

/** Lengths of list that are measured, as in Personalize's own metrics. */
export const LIST_LENGTHS = [5, 10, 25] as const;

/** 5, 10 or 25. */
export type ListLength = (typeof LIST_LENGTHS)[number];

/** Length that covers all measurements. */
export const LONGEST_LIST = Math.max(...LIST_LENGTHS);

/** One question to a recommender, and the user's later interactions as its answers. */
export interface Question {
  readonly userId: string;
  /** The item that is asked about, where the use case needs one. */
  readonly itemId?: string;
  /** Items that the user interacted with after training, at least one. */
  readonly wanted: ReadonlySet<string>;
  /** Items that no list for this question may hold: the asked one, and purchased ones where they are removed. */
  readonly excluded: ReadonlySet<string>;
}

const SECONDS_PER_DAY = 86_400;

/**
 * The questions that held-out interactions answer, at most one a user, in order of user id:
 *
 * - Most viewed, best sellers: which items will the user view, or purchase?
 * - Recommended for you: which items will the user have to do with at all?
 * - Customers who viewed X also viewed: after the last item viewed in training, which items will be viewed?
 * - Frequently bought together: with the first held-out purchase that is not alone, what else is purchased
 *   within a day?
 *
 * A user without an answer makes no question.
 */
export function questionsOf(useCase: UseCaseName, training: Histories, validation: Histories): Question[] {
  const { removesPurchased, learnsFrom }: UseCase = USE_CASES[useCase];
  return [...validation.keys()].sort().flatMap((userId) => {
    const past = training.get(userId);
    const asked = ASKED[useCase](
      ofEventType(past, learnsFrom),
      ofEventType(validation.get(userId), learnsFrom),
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
) => { readonly itemId?: string; readonly future: readonly Interaction[] } | undefined;

const byUser: Asked = (_past, future) => ({ future });

/** How each use case asks, by the event type that it learns from. */
const ASKED: Record<UseCaseName, Asked> = {
  'most-viewed': byUser,
  'best-sellers': byUser,
  'recommended-for-you': byUser,
  'customers-who-viewed-x-also-viewed': (past, future) => {
    const last = past.at(-1);
    return last && { itemId: last.itemId, future };
  },
  'frequently-bought-together': (_past, future) => {
    for (const { itemId, timestamp } of future) {
      const basket = future.filter((other) => Math.abs(other.timestamp - timestamp) <= SECONDS_PER_DAY);
      if (basket.some((other) => other.itemId !== itemId)) return { itemId, future: basket };
    }
    return undefined;
  },
};

const itemIdsOf = (interactions: readonly Interaction[]): string[] =>
  interactions.map(({ itemId }) => itemId);

/** Cuts a longer list for a question: the best items without duplicates and excluded items. */
export function firstItems(items: Iterable<string>, { excluded }: Question): string[] {
  const list = new Set<string>();
  for (const item of items) {
    if (!excluded.has(item)) list.add(item);
    if (list.size === LONGEST_LIST) break;
  }
  return [...list];
}
