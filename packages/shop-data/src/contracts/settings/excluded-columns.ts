import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { DATASETS, trainingColumns, type Datasets } from '../../data/datasets';
import { datasetsOf } from '../../data/mapping/datasets-of';
import { OWN_NAME } from '../../data/mapping/own-columns';
import type { RecommenderOptions } from '../recommender-options';
import { isObject, notAllowed, type Shape } from './shape';

/** Columns that training leaves out, by dataset. */
export type ExcludedColumns = NonNullable<RecommenderOptions['excludedColumns']>;

/** Columns that training leaves out; filters can still use them. */
export const EXCLUDED_COLUMNS: Shape<ExcludedColumns> = {
  read: (raw, at, { mapping }) => {
    const datasets = datasetsOf(mapping);
    const isAllowed =
      isObject(raw) &&
      Object.entries(raw).every(([type, columns]) => {
        const known = DATASET_TYPES.includes(type as DatasetType)
          ? trainingColumns(type as DatasetType, datasets)
          : [];
        return (
          Array.isArray(columns) &&
          new Set(columns).size === columns.length &&
          columns.every((column) => known.includes(column as string))
        );
      });
    if (isAllowed) return raw;
    throw notAllowed(at, raw, excludedColumnsInWords(datasets));
  },
  allowed: excludedColumnsInWords(DATASETS),
  schema: {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      DATASET_TYPES.map((type) => {
        // The pattern admits custom columns, whose names are not known here.
        const items = {
          anyOf: [{ enum: trainingColumns(type) }, { type: 'string', pattern: OWN_NAME.source }],
        };
        return [type, { type: 'array', uniqueItems: true, items }];
      }),
    ),
  },
};

function excludedColumnsInWords(datasets: Datasets): string {
  const lists = DATASET_TYPES.map((type) => [type, trainingColumns(type, datasets)] as const);
  const some = lists.filter(([, columns]) => columns.length > 0);
  return `an object of lists, each column once, of ${some.map(([type, columns]) => `${type}: ${columns.join(', ')}`).join(' and of ')}`;
}
