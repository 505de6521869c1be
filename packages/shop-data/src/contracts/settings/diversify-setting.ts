import { MAX_RESULTS } from '../api/routes';
import type { Diversify } from '../functions/api';
import { tablesOf } from '../../data/mapping/datasets-of';
import {
  countUpTo,
  notAllowed,
  objectOf,
  orNothing,
  refined,
  required,
  SettingProblem,
  text,
  type Shape,
} from './shape';

const CATEGORICAL_COLUMN = refined(text(/^/, 'the name of a column'), (column, at, { mapping }) => {
  const fields = tablesOf(mapping).ITEMS?.schema.fields ?? [];
  const columns = fields.flatMap(({ name, categorical }) => (categorical ? [name] : []));
  if (columns.includes(column)) return column;
  if (columns.length === 0)
    throw new SettingProblem(
      `${at} is ${JSON.stringify(column)}, but the items have no categorical column. Leave diversify out, or add one to the setting data.`,
    );
  throw notAllowed(at, column, `a categorical column of the items: ${columns.join(', ')}`);
});

/** How many items of a category an answer of the API may have; null for any number. */
export const DIVERSIFY: Shape<Diversify | null> = orNothing(
  objectOf<Diversify>(
    {
      by: required(CATEGORICAL_COLUMN),
      max: required(countUpTo(MAX_RESULTS, 'items')),
    },
    'a JSON object such as {"by":"CATEGORY_L1","max":3}, or nothing',
  ),
);
