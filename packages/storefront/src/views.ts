import { readList, write } from './kept';

/** Use case of the shelf of recently viewed items. No recommender answers it, because the browser stores the items. */
export const RECENTLY_VIEWED = 'recently-viewed';

/** The API's maximum number of items in one request. */
const MOST_VIEWS = 20;

/** Adds a viewed item at the front. Each item is listed once. */
export const withView = (views: readonly string[], itemId: string): readonly string[] =>
  [itemId, ...views.filter((viewed) => viewed !== itemId)].slice(0, MOST_VIEWS);

/** Items viewed in this browser, newest first. */
export const keptViews = (): readonly string[] => readList('viewed');

/** Stores a view. Call it only with consent. */
export const keepView = (itemId: string): void =>
  write('viewed', JSON.stringify(withView(keptViews(), itemId)));
