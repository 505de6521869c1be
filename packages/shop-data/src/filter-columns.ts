import { DATASET_TYPES } from '@ecommerce-recommenders/personalize/dataset-types';
import { DATASETS } from './datasets';
import { filterColumn, type FilterColumns } from '@ecommerce-recommenders/personalize/filters/check-filter';

/** The columns that filters of this project's dataset groups can read. */
export const FILTER_COLUMNS: FilterColumns = Object.fromEntries(
  DATASET_TYPES.map((type) => [type, DATASETS[type].schema.fields.map(filterColumn)]),
);
