import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { RecommenderProperties } from '@ecommerce-recommenders/shop-data/contracts/recommender';

type Columns = Pick<RecommenderProperties, 'TrainsOn'>;

/**
 * Datasets with columns that the template trains on and the former template did not. For a former template that names none,
 * of an earlier release, all: columns may have come in its time.
 */
export const grownTypes = (
  { TrainsOn: before = {} }: Columns,
  { TrainsOn: after = {} }: Columns,
): DatasetType[] =>
  (Object.keys(after) as DatasetType[]).filter((type) =>
    after[type]?.some((column) => !before[type]?.includes(column)),
  );
