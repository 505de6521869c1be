import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { AnsweredUseCase } from '../lists/similar-items';

/** Use cases with one list for everybody. Recommenders fill up other lists from them. */
export const POPULAR = ['best-sellers', 'most-viewed'] as const satisfies readonly UseCaseName[];

/** `best-sellers` or `most-viewed`. */
export type Popular = (typeof POPULAR)[number];

/** Whether a use case gives a popular list. */
export const isPopular = (useCase: AnsweredUseCase): useCase is Popular =>
  (POPULAR as readonly AnsweredUseCase[]).includes(useCase);

/** Number of items to compare. Callers request this many, so that all get the same result. */
export const COMPARED = 20;

/**
 * Desired length of popular lists. It is larger than {@link COMPARED}, because their first items may be among the answer's own.
 */
export const POPULAR_LENGTH = 60;

/** Fewer items than this may be in the order of a popular list by chance. */
const LEAST_COMPARED = 5;

/** A recommender's answer about an item. */
export interface AnswerAboutItem {
  /** Item ids, best first: {@link COMPARED} or more, if there are as many. */
  readonly itemIds: readonly string[];
  /** The item that was asked about. */
  readonly itemId?: string;
  /** Popular lists with the same filter, best first. */
  readonly popular: readonly (readonly string[])[];
  /** Whether popular items may be missing, such as those that the user has purchased. */
  readonly mayMiss: boolean;
}

/**
 * The number of items in the answer before popular ones fill it up; 0 if it consists of popular items only. Personalize does not
 * report this number. It pads with a popular list in that list's order, without items that are already in the answer.
 */
export function itemsBeforeFillers({ itemIds, itemId, popular, mayMiss }: AnswerAboutItem): number {
  const others = itemIds.filter((one) => one !== itemId);
  const compared = others.slice(0, COMPARED);
  const isFilled = (from: number, list: readonly string[]): boolean => {
    const given = new Set(compared.slice(0, from));
    const rest = list.filter((one) => one !== itemId && !given.has(one));
    const fillers = compared.slice(from);
    // With a filter there may be fewer. Then the answer is the whole popular list.
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
