import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { RecommenderProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';

type Columns = Pick<RecommenderProperties, 'TrainsOn'>;

/**
 * Datasets with columns that the template trains on and the previous template did not. All datasets if the previous template,
 * of an earlier release, does not name columns: some may have been added since.
 */
export const grownTypes = (
  { TrainsOn: before = {} }: Columns,
  { TrainsOn: after = {} }: Columns,
): DatasetType[] =>
  (Object.keys(after) as DatasetType[]).filter((type) =>
    after[type]?.some((column) => !before[type]?.includes(column)),
  );
