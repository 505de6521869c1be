import type { HoldoutBy } from '../data/settings';
import { cacheFile, keepJson, readKept, stateOf, type MeasuredShop } from './measurement-cache';
import type { ShopFacts } from './shop-facts';

/** Cache version: increment when {@link ShopFacts} or their computation change. */
const FORMAT = 2;

/** What the facts of a shop depend on, besides the content of its archive. */
export interface SurveyedData extends MeasuredShop {
  readonly holdout: number;
  readonly holdoutBy: HoldoutBy;
  readonly maxBadRows: number;
}

/** The facts that were kept for this archive as it is now, or undefined. */
export const keptFacts = (folder: string, shop: SurveyedData): ShopFacts | undefined =>
  readKept<ShopFacts>(fileOf(folder, shop));

/** Keeps facts for later commands. */
export const keepFacts = (folder: string, shop: SurveyedData, facts: ShopFacts): void =>
  keepJson(fileOf(folder, shop), facts);

function fileOf(folder: string, shop: SurveyedData): string {
  const { archive, holdout, holdoutBy, eventTypes, data, maxBadRows } = shop;
  const mapping = data === null ? [] : [data, maxBadRows];
  return cacheFile(folder, 'facts', [
    FORMAT,
    archive,
    stateOf(archive),
    holdout,
    holdoutBy,
    eventTypes,
    ...mapping,
  ]);
}
