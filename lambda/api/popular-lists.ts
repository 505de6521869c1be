import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { AnsweredUseCase } from '@ecommerce-recommenders/shop-data/contracts/lists/similar-items';

/** Use cases whose list is the same for everybody, and which recommenders fill up other lists from. */
export const POPULAR = ['best-sellers', 'most-viewed'] as const satisfies readonly UseCaseName[];

type Popular = (typeof POPULAR)[number];

/** Whether a use case gives a popular list. */
export const isPopular = (useCase: AnsweredUseCase): useCase is Popular =>
  (POPULAR as readonly AnsweredUseCase[]).includes(useCase);

/** Maximum number of items that are compared. */
const COMPARED = 20;

/** Fewer items may be in the order of a popular list by chance. */
const LEAST_COMPARED = 5;

/**
 * The latest popular lists of this execution environment, by name of the filter (`''` without one). Personalize does not say whether
 * it knows anything about an item; if its answer has the items of a popular list in their order, it does not.
 */
export class PopularLists {
  private readonly lists = new Map<string, readonly string[]>();

  learn(useCase: Popular, filter: string, itemIds: readonly string[]): void {
    this.lists.set(`${useCase}\n${filter}`, itemIds);
  }

  /** Whether an answer with this filter is one of the popular lists, from which items may be missing. */
  include(filter: string, answer: readonly string[]): boolean {
    const first = answer.slice(0, COMPARED);
    if (first.length < LEAST_COMPARED) return false;
    return POPULAR.some((useCase) => isInOrder(first, this.lists.get(`${useCase}\n${filter}`) ?? []));
  }
}

/** Whether all items are in a list, in its order. */
function isInOrder(itemIds: readonly string[], list: readonly string[]): boolean {
  let at = -1;
  return itemIds.every((itemId) => (at = list.indexOf(itemId, at + 1)) >= 0);
}
