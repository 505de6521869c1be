import { DATASET_TYPES } from '@ecommerce-recommenders/personalize/dataset-types';
import type { Datasets } from './datasets';
import { filterColumn, type FilterColumns } from '@ecommerce-recommenders/personalize/filters/check-filter';

/** The columns that filters of a dataset group with these datasets can read. */
export const filterColumns = (datasets: Datasets): FilterColumns =>
  Object.fromEntries(
    DATASET_TYPES.flatMap((type) => {
      const source = datasets[type];
      return source === undefined ? [] : [[type, source.schema.fields.map(filterColumn)] as const];
    }),
  );
