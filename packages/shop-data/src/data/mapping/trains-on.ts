import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { GROWING_TYPES } from '../../contracts/functions/dataset';
import type { TrainsOnProperties } from '../../contracts/functions/recommender';
import { trainingColumns } from '../datasets';
import { datasetsOf } from './datasets-of';
import type { ShopMapping } from './mapping';

/**
 * Columns that training uses, for each dataset whose schema may grow; `undefined` without a mapping, because the
 * workshop's columns never change.
 *
 * @param excluded - columns that the shop excludes from training
 */
export function trainsOn(
  mapping: ShopMapping | null | undefined,
  excluded: Readonly<Partial<Record<DatasetType, readonly string[]>>> = {},
): TrainsOnProperties | undefined {
  const datasets = datasetsOf(mapping);
  const growing = mapping ? GROWING_TYPES.filter((type) => datasets[type]) : [];
  if (growing.length === 0) return undefined;
  return Object.fromEntries(
    growing.map((type) => [
      type,
      trainingColumns(type, datasets).filter((column) => !excluded[type]?.includes(column)),
    ]),
  );
}
