import { conditionsOf } from '@ecommerce-recommenders/personalize/filters/filter-expression';
import type { PersonalizeStore } from '../personalize-store';
import { inSlices } from '../threads/in-slices';
import { itemIndexOf } from './item-index';

/** Inverts the Items columns used by a group's filters up front, so that no request waits for it. */
export async function prepareFilters(datasetGroupArn: string, store: PersonalizeStore): Promise<void> {
  const items = store.datasetOf(datasetGroupArn, 'ITEMS')?.records;
  if (!items) return;
  const index = itemIndexOf(items);
  const expressions = store.filters.list({ datasetGroupArn }).flatMap((filter) => filter.expressions);
  const names = expressions
    .flatMap(conditionsOf)
    .flatMap(({ field }) => (field.dataset === 'ITEMS' ? [field.name] : []));
  await inSlices(names.length, (at) => void index.column(names[at]));
}
