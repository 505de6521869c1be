import {
  conditionsOf,
  fieldsOf,
  isField,
  type FilterExpression,
} from '@ecommerce-recommenders/personalize/filters/filter-expression';
import { USE_CASES, type UseCase, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { AwsError } from '../../../aws-error';
import { invalidInput } from '../errors';
import { bindFilter, type FilterValues } from '../filters/bind-filter';
import type { PersonalizeStore } from '../personalize-store';
import type { RecommenderResource } from '../recommender-resource';

/** Values for a filter's placeholders. */
export const FILTER_VALUES = {
  type: 'map',
  max: 25,
  key: { type: 'string', max: 50, pattern: /[A-Za-z0-9_]+/ },
  of: { type: 'string', max: 1000 },
} as const;

/** Filter part of a request or promotion. */
export interface FilterChoice {
  readonly filterArn?: string;
  readonly filterValues?: FilterValues;
}

/** What is filtered: a recommender, or a campaign, which has no use case. */
export type FilteredResource = Pick<RecommenderResource, 'datasetGroupArn'> & {
  readonly useCase?: UseCaseName;
};

/**
 * Expressions of the requested filter, with values bound; none without a filter.
 *
 * @throws AwsError `ResourceNotFoundException` (404), `InvalidInputException`
 */
export function requestedFilter(
  { filterArn, filterValues }: FilterChoice,
  { datasetGroupArn, useCase }: FilteredResource,
  userId: string | undefined,
  store: PersonalizeStore,
): readonly FilterExpression[] {
  if (filterArn === undefined) {
    if (filterValues) throw invalidInput('filterValues is given without the filterArn that it is for.');
    return [];
  }
  const filter = store.filters.get(filterArn);
  if (!filter)
    throw new AwsError('ResourceNotFoundException', `Resource Arn ${filterArn} does not exist.`, 404);
  if (filter.datasetGroupArn !== datasetGroupArn)
    throw invalidInput(
      `The filter ${filterArn} belongs to ${filter.datasetGroupArn}, the ${useCase ? 'recommender' : 'campaign'} to ${datasetGroupArn}.`,
    );
  if (filter.status !== 'ACTIVE')
    throw invalidInput(`The filter ${filterArn} is in the state ${filter.status}; it must be ACTIVE.`);
  const expressions = bindFilter(filter.expressions, filterValues);
  const needs: UseCase['needs'] = useCase ? USE_CASES[useCase].needs : ['userId'];
  if (!needs.includes('itemId') && readsCurrentItem(filter.expressions))
    throw invalidInput(
      `The filter ${filterArn} reads CurrentItem, which only use cases for related items have; ${useCase ?? 'a ranking'} is not one of them.`,
    );
  if (!userId && readsUser(expressions))
    throw invalidInput(`The filter ${filterArn} reads data of the user. The request has no userId.`);
  return expressions;
}

const readsCurrentItem = (expressions: readonly FilterExpression[]): boolean =>
  expressions.flatMap(conditionsOf).some(({ against }) => isField(against));

const readsUser = (expressions: readonly FilterExpression[]): boolean =>
  expressions.flatMap(fieldsOf).some(({ dataset }) => dataset !== 'ITEMS');
