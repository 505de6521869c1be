import { DATASETS, DATASET_TYPES, type DatasetType } from '../datasets';
import type { AvroField } from '../schemas';
import type { FilterColumn, FilterColumns } from './check-filter';

/** The columns that filters of this project's dataset groups can read. */
export const FILTER_COLUMNS: FilterColumns = Object.fromEntries(
  DATASET_TYPES.map((type: DatasetType) => [type, DATASETS[type].schema.fields.map(filterColumn)]),
);

function filterColumn({ name, type, textual }: AvroField): FilterColumn {
  const [own] = [type].flat().filter((one) => one !== 'null');
  return { name, type: own, textual: textual ?? false };
}
