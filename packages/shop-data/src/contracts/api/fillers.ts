import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { AnsweredUseCase } from '../lists/similar-items';

/** Use cases whose list is the same for everybody, and which recommenders fill up other lists from. */
export const POPULAR = ['best-sellers', 'most-viewed'] as const satisfies readonly UseCaseName[];

/** `best-sellers` or `most-viewed`. */
export type Popular = (typeof POPULAR)[number];

/** Whether a use case gives a popular list. */
export const isPopular = (useCase: AnsweredUseCase): useCase is Popular =>
  (POPULAR as readonly AnsweredUseCase[]).includes(useCase);

/** Number of items that are compared: callers ask for as many, so that all find the same. */
export const COMPARED = 20;

/** Number of items that popular lists should have: those before may be the answer's own. */
export const POPULAR_LENGTH = 60;

/** Fewer items may be in the order of a popular list by chance. */
const LEAST_COMPARED = 5;

/** What a recommender answered about an item. */
export interface AnswerAboutItem {
  /** Best first, {@link COMPARED} or more where there are as many. */
  readonly itemIds: readonly string[];
  /** The item that was asked about. */
  readonly itemId?: string;
  /** Popular lists with the same filter, best first. */
  readonly popular: readonly (readonly string[])[];
  /** Whether popular items may be missing, such as purchases of the user. */
  readonly mayMiss: boolean;
}

/**
 * How many items the answer has before popular ones fill it up: 0 if these are all that it has. Personalize does not say so. It
 * pads with a popular list in its order, without what is there already.
 */
export function itemsBeforeFillers({ itemIds, itemId, popular, mayMiss }: AnswerAboutItem): number {
  const others = itemIds.filter((one) => one !== itemId);
  const compared = others.slice(0, COMPARED);
  const isFilled = (from: number, list: readonly string[]): boolean => {
    const given = new Set(compared.slice(0, from));
    const rest = list.filter((one) => one !== itemId && !given.has(one));
    const fillers = compared.slice(from);
    // A filter may leave fewer: then the answer is the whole popular list.
    const isEnough = fillers.length >= LEAST_COMPARED || fillers.length === rest.length;
    if (from === 0) return isEnough && isInOrder(fillers, rest);
    return mayMiss ? isInOrder(fillers, rest) : fillers.every((one, at) => one === rest[at]);
  };
  const from = compared.findIndex((_, at) => popular.some((list) => isFilled(at, list)));
  return from < 0 ? others.length : from;
}

/** Whether all items are in a list, in its order. */
function isInOrder(itemIds: readonly string[], list: readonly string[]): boolean {
  let at = -1;
  return itemIds.every((itemId) => (at = list.indexOf(itemId, at + 1)) >= 0);
}
