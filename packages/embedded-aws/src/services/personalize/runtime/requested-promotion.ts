import type { FilterExpression } from '@ecommerce-recommenders/personalize/filters/filter-expression';
import { invalidInput } from '../errors';
import type { PersonalizeStore } from '../personalize-store';
import type { RecommenderResource } from '../recommender-resource';
import { requestedFilter, type FilterChoice } from './requested-filter';

/** A promotion in a request. */
export interface PromotionChoice extends FilterChoice {
  readonly name?: string;
  readonly percentPromotedItems?: number;
}

/** A promotion with its filter resolved. */
export interface Promotion {
  readonly name?: string;
  readonly percentPromotedItems: number;
  readonly expressions: readonly FilterExpression[];
}

/**
 * The request's promotion, if any.
 *
 * @throws AwsError `ResourceNotFoundException` (404), `InvalidInputException`
 */
export function requestedPromotion(
  [choice]: readonly PromotionChoice[],
  recommender: RecommenderResource,
  userId: string | undefined,
  store: PersonalizeStore,
): Promotion | undefined {
  if (!choice) return undefined;
  const { name, percentPromotedItems, filterArn } = choice;
  if (percentPromotedItems === undefined || filterArn === undefined)
    throw invalidInput(
      `promotions.1.member has no ${filterArn === undefined ? 'filterArn' : 'percentPromotedItems'}; it needs both.`,
    );
  return { name, percentPromotedItems, expressions: requestedFilter(choice, recommender, userId, store) };
}
