import type {
  AskedSlice,
  ListsStep,
  Switched,
} from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import { runName } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import { measured, refusal, totalOf } from '@ecommerce-recommenders/shop-data/contracts/lists/compare-lists';
import {
  listPrefix,
  MANIFEST_KEY,
  runManifestKey,
} from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import {
  LIST_LENGTH,
  listsOf,
  MANIFEST_FORMAT,
  type Lists,
  type ListsManifest,
} from '@ecommerce-recommenders/shop-data/contracts/lists/manifest';
import { needsItem } from '@ecommerce-recommenders/shop-data/contracts/lists/read-list';
import { SIMILAR_ITEMS } from '@ecommerce-recommenders/shop-data/contracts/lists/similar-items';
import type { ListObjects } from './list-objects';

/** Checks the lists of a run against those in service, and puts them into service with one write. */
export function switchOver(objects: ListObjects, now: () => number) {
  return async ({ execution, startedAt, plan, state }: ListsStep): Promise<Switched> => {
    const run = runName(startedAt, execution);
    const { items = 0, shards = 1 } = state.catalogue ?? {};
    const slicesOf = (list: number): AskedSlice[] =>
      (state.asked ?? []).filter((slice) => slice.list === list);
    const lists: Lists[] = plan.lists.map(({ useCase, filter }, list) => {
      const isByItem = needsItem(useCase);
      return {
        useCase,
        ...(filter !== undefined && { filter }),
        prefix: listPrefix(run, useCase, filter),
        shards: isByItem ? shards : 1,
        ...measured(totalOf(slicesOf(list)), isByItem ? items : 1),
      };
    });
    if (plan.similar && state.similar) {
      const { shards: own, ...counts } = state.similar;
      const prefix = listPrefix(run, SIMILAR_ITEMS);
      lists.push({ useCase: SIMILAR_ITEMS, prefix, shards: own, ...measured(counts, counts.items) });
    }
    const former = await objects.manifest();
    // This step is a retry.
    if (former?.run === run) return {};
    const refusals = lists.flatMap((one) => {
      const compared = former && !state.force ? listsOf(former, one.useCase, one.filter) : undefined;
      return refusal(one, compared) ?? [];
    });
    if (refusals.length > 0)
      return {
        problem: `${refusals.join('; ')}. If that is right, start the state machine with the input {"force": true}`,
      };
    const manifest: ListsManifest = {
      format: MANIFEST_FORMAT,
      run,
      madeAt: new Date(now()).toISOString(),
      listLength: LIST_LENGTH,
      lists,
    };
    // This copy beside the lists allows a manual rollback to them.
    await objects.put(runManifestKey(run), manifest);
    await objects.put(MANIFEST_KEY, manifest);
    return {};
  };
}
