import { datasetsOf } from '@ecommerce-recommenders/shop-data/data/mapping/datasets-of';
import { readSetting } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { DATASET_TYPES } from '@ecommerce-recommenders/personalize/dataset-types';
import { schemaChange } from '../../../lambda/shop/dataset/schema-change';
import type { Configuration } from './walk';

/**
 * Whether Personalize cannot make a shop that has had some configurations into another: its dataset group is not encrypted anew, and
 * a dataset loses no columns, even while its table is away.
 */
export const isRefused = (former: readonly Configuration[], next: Configuration): boolean =>
  former.some((before) => hasAnotherKey(before, next) || losesColumns(before, next));

const hasAnotherKey = (before: Configuration, next: Configuration): boolean =>
  (before.given.createKey === true) !== (next.given.createKey === true);

function losesColumns(before: Configuration, next: Configuration): boolean {
  const [from, to] = [before, next].map(({ given: { data = '' } }) =>
    datasetsOf(readSetting('data', data, { projectRoot: process.cwd(), mapping: null })),
  );
  return DATASET_TYPES.some((type) => {
    const [was, is] = [from[type], to[type]];
    if (!was || !is) return false;
    const { removed, refused } = schemaChange(was.schema, is.schema);
    return removed.length + refused.length > 0;
  });
}
