import { DATASET_TYPES } from '@ecommerce-recommenders/personalize/dataset-types';
import {
  checkFilter,
  distinctFields,
  type FilterColumns,
} from '@ecommerce-recommenders/personalize/filters/check-filter';
import {
  FilterExpressionError,
  type FilterExpression,
} from '@ecommerce-recommenders/personalize/filters/filter-expression';
import { parseFilter } from '@ecommerce-recommenders/personalize/filters/parse-filter';
import { AwsError } from '../../../aws-error';
import { invalidInput } from '../errors';
import type { PersonalizeStore } from '../personalize-store';

/** Maximum distinct fields over all filters of a dataset group. */
const MAX_FIELDS_IN_GROUP = 20;

/**
 * Parses a filter expression and checks it against its dataset group's schemas.
 *
 * @throws AwsError `InvalidInputException`, `LimitExceededException`
 */
export function readFilter(
  text: string,
  datasetGroupArn: string,
  store: PersonalizeStore,
): readonly FilterExpression[] {
  const expressions = checked(text, columnsOf(datasetGroupArn, store));
  const others = store.filters.list({ datasetGroupArn }).flatMap((filter) => filter.expressions);
  const { size } = distinctFields([...others, ...expressions]);
  if (size > MAX_FIELDS_IN_GROUP)
    throw new AwsError(
      'LimitExceededException',
      `With this filter, those of the dataset group would read ${size} distinct fields; ${MAX_FIELDS_IN_GROUP} are allowed.`,
    );
  return expressions;
}

function checked(text: string, columns: FilterColumns): FilterExpression[] {
  try {
    return checkFilter(parseFilter(text), columns);
  } catch (error) {
    throw error instanceof FilterExpressionError ? invalidInput(error.message) : error;
  }
}

const columnsOf = (datasetGroupArn: string, store: PersonalizeStore): FilterColumns =>
  Object.fromEntries(
    DATASET_TYPES.flatMap((type) => {
      const dataset = store.datasetOf(datasetGroupArn, type);
      return dataset ? [[type, store.schemas.mustGet(dataset.schemaArn).parsed.columns]] : [];
    }),
  );
