import { readList, write } from './kept';

/** The shelf in which an item was recommended. */
export interface Source {
  readonly useCase?: string;
  /** Name of the shelf, if the page gives one. */
  readonly shelf?: string;
  /** Source of its items. */
  readonly from?: string;
  readonly recommendationId?: string;
  /** The items that were shown. The API omits some of those that Personalize recommended. */
  readonly impression?: readonly string[];
}

/** A click on a recommendation. */
export interface Click extends Source {
  readonly itemId: string;
  /** Unix time in seconds. */
  readonly at: number;
}

/** Actions on an item within this time are attributed to the clicked recommendation. */
const WINDOW_SECONDS = 7 * 24 * 3600;
const MOST_CLICKS = 50;

/** Personalize's maximum number of items in an impression. */
export const MOST_SHOWN = 25;

/** Adds a click at the front. Keeps one click per item, and drops old ones. */
export const withClick = (clicks: readonly Click[], click: Click): readonly Click[] =>
  [
    click,
    ...clicks.filter(({ itemId, at }) => itemId !== click.itemId && at > click.at - WINDOW_SECONDS),
  ].slice(0, MOST_CLICKS);

/** The click that led to an item, if it is recent. */
export const clickOf = (clicks: readonly Click[], item: string, now: number): Click | undefined =>
  clicks.find(({ itemId, at }) => itemId === item && at > now - WINDOW_SECONDS);

/** The clicks stored in this browser. */
export const keptClicks = (): readonly Click[] => readList('clicks');

/** Stores a click. Call it only with consent. */
export const keepClick = (click: Click): void =>
  write('clicks', JSON.stringify(withClick(keptClicks(), click)));
