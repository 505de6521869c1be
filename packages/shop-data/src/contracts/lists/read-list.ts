import { USE_CASES, type UseCase } from '@ecommerce-recommenders/personalize/use-cases';
import { listsOf, type ListsManifest, type Shard } from './manifest';
import { shardOf } from './shards';
import { SIMILAR_ITEMS, titleOf, type AnsweredUseCase } from './similar-items';

/** A request for a list. */
export interface ListQuery {
  readonly useCase: AnsweredUseCase;
  /** Item at which the user is looking; ignored if the use case needs none. */
  readonly itemId?: string;
  /** Name of the filter in the settings. */
  readonly filter?: string;
  /**
   * Items to exclude. A live recommender of Customers who viewed X also viewed excludes what the user has purchased.
   * A list does not know the user, so the caller has to name these items.
   */
  readonly exclude?: Iterable<string>;
  /** @default - all entries */
  readonly numResults?: number;
}

/** Reads an object of the data bucket; `undefined` if it does not exist. */
export type GetText = (key: string) => Promise<string | undefined>;

/**
 * Reads one list, with one request.
 *
 * @returns `undefined` if the item has no list
 * @throws Error if the use case or filter has no lists, or itemId is missing
 */
export async function readList(
  get: GetText,
  manifest: ListsManifest,
  { useCase, itemId, filter, exclude = [], numResults }: ListQuery,
): Promise<string[] | undefined> {
  const lists = listsOf(manifest, useCase, filter);
  if (!lists) throw new Error(missing(manifest, useCase, filter));
  const key = listKey(useCase, itemId);
  const text = await get(`${lists.prefix}${shardOf(key, lists.shards)}.json`);
  const shard = text === undefined ? {} : (JSON.parse(text) as Shard);
  if (!Object.hasOwn(shard, key)) return undefined;
  const out = new Set(exclude);
  return shard[key].filter((entry) => !out.has(entry)).slice(0, numResults);
}

/** Key of a list in its shard. @throws Error if the use case needs an item and none is given */
function listKey(useCase: AnsweredUseCase, itemId: string | undefined): string {
  if (!needsItem(useCase)) return '';
  if (itemId) return itemId;
  throw new Error(`${titleOf(useCase)} needs an itemId.`);
}

/** Whether a use case has one list per item, rather than one for all. */
export function needsItem(useCase: AnsweredUseCase): boolean {
  if (useCase === SIMILAR_ITEMS) return true;
  const { needs }: UseCase = USE_CASES[useCase];
  return needs.includes('itemId');
}

function missing({ lists, run }: ListsManifest, useCase: AnsweredUseCase, filter?: string): string {
  const known = lists.map((one) => (one.filter ? `${one.useCase} with ${one.filter}` : one.useCase));
  return (
    `There are no lists of ${filter ? `${useCase} with ${filter}` : useCase} in the run ${run}; it has ${known.join(', ')}. ` +
    `Filters that depend on the user have none, and ${SIMILAR_ITEMS} has none with a filter.`
  );
}
