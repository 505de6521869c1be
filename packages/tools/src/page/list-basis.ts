import type { EventType } from '@ecommerce-recommenders/personalize/use-cases';
import type { AnsweredUseCase } from '@ecommerce-recommenders/shop-data/contracts/lists/similar-items';
import { common } from '../why/find-evidence';
import type { TrainingFacts } from '../why/training-facts';
import type { ListedItem, ListBasis } from './page-answers';

/** An answer to classify. */
export interface AnsweredList {
  readonly useCase: AnsweredUseCase;
  readonly userId: string;
  readonly itemId?: string;
  readonly items: readonly string[];
  /** Number of items that an answer about an item has before popular ones fill it up, determined as in the API. */
  readonly before: number;
  readonly nameOf: (itemId: string) => string;
  /** Whether the user has done something on the page since the training. */
  readonly hasSent: boolean;
  /** Whether any user had such an event with the requested item on the page since the training. */
  readonly isSent: (event: EventType, itemId: string) => boolean;
}

/** Kind of a list, and of those items that differ from the rest. */
interface Judged {
  readonly basis: ListBasis;
  readonly as: (itemId: string) => ListedItem['as'];
}

const ASKED: Judged = { basis: { kind: 'asked' }, as: () => undefined };

/**
 * Classifies an answer by counts of the training data. Personalize does not report that it falls back to popular
 * items because it has learned nothing about an item.
 */
export function judged(facts: TrainingFacts, list: AnsweredList): Judged {
  return BY_USE_CASE[list.useCase](facts, list);
}

const BY_USE_CASE: Record<AnsweredUseCase, (facts: TrainingFacts, list: AnsweredList) => Judged> = {
  'most-viewed': () => ASKED,
  'best-sellers': () => ASKED,
  'similar-items': () => ASKED,
  'frequently-bought-together': (facts, list) => ofItem(facts, 'Purchase', list),
  'customers-who-viewed-x-also-viewed': (facts, list) => ofItem(facts, 'View', list),
  'recommended-for-you': (facts, { userId, hasSent }) => ({
    basis: { kind: facts.hasUser(userId) || hasSent ? 'asked' : 'no-user' },
    // Only exploration recommends items that are not in the training data.
    as: (itemId) => (facts.timesOf(undefined, itemId) === 0 ? 'trial' : undefined),
  }),
};

function ofItem(
  facts: TrainingFacts,
  event: EventType,
  { itemId: asked = '', items, before, nameOf, isSent }: AnsweredList,
): Judged {
  const about = { event, name: nameOf(asked) };
  const customers = facts.customersOf(event, asked);
  if (customers.size === 0) {
    const basis = { kind: 'no-history', isSent: isSent(event, asked), ...about } as const;
    return { ...ASKED, basis };
  }
  const isPair = (itemId: string): boolean => common(customers, facts.customersOf(event, itemId)) > 0;
  if (items.length > 0 && (before === 0 || !items.some(isPair)))
    return { ...ASKED, basis: { kind: 'few', ...about } };
  const own = new Set(items.slice(0, before));
  return { ...ASKED, as: (itemId) => (own.has(itemId) && isPair(itemId) ? undefined : 'filler') };
}

/** Moves the first item that is not being tried out to the front. */
export function withoutTrialFirst(items: readonly ListedItem[]): readonly ListedItem[] {
  const first = items.findIndex(({ as }) => as !== 'trial');
  return first <= 0 ? items : [items[first], ...items.filter((_, at) => at !== first)];
}
