import type { HoldoutBy } from '../../data/preparation/settings';
import { cacheFile, keepJson, readKept, stateOf, type MeasuredShop } from './measurement-cache';
import type { ShopFacts } from './shop-facts';

/** Cache version. Increment it when {@link ShopFacts} or their computation change. */
const FORMAT = 4;

/** Inputs to the facts of a shop, besides the content of its archive. */
export interface ProfiledData extends MeasuredShop {
  readonly holdout: number;
  readonly holdoutBy: HoldoutBy;
  readonly maxBadRows: number;
}

/** The cached facts for the current content of this archive, if there are any. */
export const keptFacts = (folder: string, shop: ProfiledData): ShopFacts | undefined =>
  readKept<ShopFacts>(factsFile(folder, shop));

/** Caches facts for later commands. */
export const keepFacts = (folder: string, shop: ProfiledData, facts: ShopFacts): void =>
  keepJson(factsFile(folder, shop), facts);

/** Path of the cached facts, or of the answer to another question about the current content. */
export function factsFile(folder: string, shop: ProfiledData, question?: object): string {
  const { archive, holdout, holdoutBy, eventTypes, data, maxBadRows } = shop;
  const mapping = data === null ? [] : [data, maxBadRows];
  return cacheFile(folder, question ? 'answer' : 'facts', [
    FORMAT,
    archive,
    stateOf(archive),
    holdout,
    holdoutBy,
    eventTypes,
    ...mapping,
    ...(question ? [question] : []),
  ]);
}
