import {
  GetRecommendationsCommand,
  type PersonalizeRuntimeClient,
} from '@aws-sdk/client-personalize-runtime';
import { dateValues } from '@ecommerce-recommenders/personalize/filters/date-parameters';
import {
  PATIENCE_HOURS,
  INVOCATION_MINUTES,
} from '@ecommerce-recommenders/shop-data/contracts/functions/run-patience';
import type {
  AskedSlice,
  AskStep,
  PlannedLists,
} from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import { runName } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import {
  counted,
  NO_LISTS,
  totalOf,
  type ListCounts,
} from '@ecommerce-recommenders/shop-data/contracts/lists/compare-lists';
import { itemsKey, listPrefix } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import { LIST_LENGTH, listsOf } from '@ecommerce-recommenders/shop-data/contracts/lists/manifest';
import { formerShards } from '@ecommerce-recommenders/shop-data/contracts/lists/shards';
import { REQUESTS_IN_FLIGHT } from '@ecommerce-recommenders/shop-data/contracts/lists/slices';
import { OUR_IDS } from '@ecommerce-recommenders/shop-data/data/our-ids';
import { formerLists } from './former-lists';
import { inParallel } from './in-parallel';
import type { ListObjects } from './list-objects';

/** Dependencies of {@link ask}. */
export interface AskDeps {
  readonly runtime: Pick<PersonalizeRuntimeClient, 'send'>;
  readonly objects: ListObjects;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Makes the lists of a slice, shard by shard, and compares them with the previous ones. It returns after ten minutes
 * with the position at which to resume. Idempotent: a retry overwrites the same objects.
 */
export function ask({ runtime, objects, now }: AskDeps) {
  return async ({
    execution,
    startedAt,
    plan,
    shards: all,
    partShards,
    sinceMs,
    slice,
  }: AskStep): Promise<AskedSlice> => {
    const { list, part } = slice;
    const deadlineMs = now() + INVOCATION_MINUTES * 60_000;
    if (now() - sinceMs > PATIENCE_HOURS.asking * 3_600_000)
      throw new Error(`the recommenders were not asked for all lists within ${PATIENCE_HOURS.asking} hours`);
    const run = runName(startedAt, execution);
    const { useCase, filter, dates = [] } = plan.lists[list];
    // Dates are relative to the start of the run, so that all slices use the same.
    const filterValues = dateValues(dates, Date.parse(startedAt));
    const prefix = listPrefix(run, useCase, filter);
    const former = await objects
      .manifest()
      .then((manifest) => manifest && listsOf(manifest, useCase, filter));
    const shards = part === undefined ? [['']] : await itemsOf(objects, itemsKey(run, part));

    const loadFormer = (number: number): ReturnType<typeof formerLists> =>
      formerLists(
        objects,
        former,
        former ? formerShards(number, part === undefined ? 1 : all, former.shards) : [],
      );
    const makeShard = async (at: number): Promise<ListCounts> => {
      const items = shards[at];
      const number = (part ?? 0) * partShards + at;
      const before = await loadFormer(number);
      let counts = NO_LISTS;
      const made: [string, string[]][] = [];
      for (const item of items) {
        const entries = await listFor(runtime, plan.lists[list], item, filterValues);
        made.push([item, entries]);
        counts = counted(counts, entries, before(item));
      }
      await objects.put(`${prefix}${number}.json`, Object.fromEntries(made));
      return counts;
    };

    const counts: ListCounts[] = [{ ...NO_LISTS, ...pickCounts(slice) }];
    let next = slice.next ?? 0;
    await inParallel(REQUESTS_IN_FLIGHT, async () => {
      if (next >= shards.length || now() >= deadlineMs) return false;
      counts.push(await makeShard(next++));
      return true;
    });
    return { list, part, ...(next < shards.length && { next }), ...totalOf(counts) };
  };
}

/** Asks the recommender for one list. @param itemId `''` for a use case that needs no item */
async function listFor(
  runtime: AskDeps['runtime'],
  { recommenderArn, filterArn }: PlannedLists,
  itemId: string,
  filterValues: ReturnType<typeof dateValues>,
): Promise<string[]> {
  const { itemList = [] } = await runtime.send(
    new GetRecommendationsCommand({
      recommenderArn,
      userId: OUR_IDS.lists,
      itemId: itemId || undefined,
      numResults: LIST_LENGTH,
      filterArn,
      filterValues,
    }),
  );
  return itemList.map((item) => item.itemId ?? '');
}

const pickCounts = ({ items = 0, empty = 0, compared = 0, fresh = 0 }: Partial<ListCounts>): ListCounts => ({
  items,
  empty,
  compared,
  fresh,
});

async function itemsOf(objects: ListObjects, key: string): Promise<string[][]> {
  const text = await objects.get(key);
  if (text === undefined) throw new Error(`${key}, which this run has written, was deleted.`);
  return JSON.parse(text) as string[][];
}
