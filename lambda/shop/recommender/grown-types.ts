import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { RecommenderProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';

type Columns = Pick<RecommenderProperties, 'TrainsOn'>;

/**
 * Datasets with columns that the template trains on and the previous template did not. If the previous template is of
 * an earlier release and names no columns, all datasets, because some may have got columns since.
 */
export const grownTypes = (
  { TrainsOn: before = {} }: Columns,
  { TrainsOn: after = {} }: Columns,
): DatasetType[] =>
  (Object.keys(after) as DatasetType[]).filter((type) =>
    after[type]?.some((column) => !before[type]?.includes(column)),
  );
