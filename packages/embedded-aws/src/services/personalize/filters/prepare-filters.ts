import { conditionsOf } from '@ecommerce-recommenders/personalize/filters/filter-expression';
import type { PersonalizeStore } from '../personalize-store';
import { itemIndexOf } from './item-index';

/** Inverts the Items columns used by a group's filters up front, so that no request waits for it. */
export function prepareFilters(datasetGroupArn: string, store: PersonalizeStore): void {
  const items = store.datasetOf(datasetGroupArn, 'ITEMS')?.records;
  if (!items) return;
  const index = itemIndexOf(items);
  const expressions = store.filters.list({ datasetGroupArn }).flatMap((filter) => filter.expressions);
  for (const { field } of expressions.flatMap(conditionsOf))
    if (field.dataset === 'ITEMS') index.column(field.name);
}
