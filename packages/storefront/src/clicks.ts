import { read, write } from './kept';

/** Where an item was recommended. */
export interface Source {
  readonly useCase?: string;
  readonly recommendationId?: string;
  /** The items that were shown there: of those that the API asked for, it leaves out some. */
  readonly impression?: readonly string[];
}

/** A click on a recommendation. */
export interface Click extends Source {
  readonly itemId: string;
  /** Unix time in seconds. */
  readonly at: number;
}

/** How long what a visitor does with an item counts for the recommendation that was clicked. */
const WINDOW_SECONDS = 7 * 24 * 3600;
const MOST_CLICKS = 50;

/** As many items of an impression as Amazon Personalize takes. */
export const MOST_SHOWN = 25;

/** The clicks with one more, newest first: one an item, none that is too old. */
export const withClick = (clicks: readonly Click[], click: Click): readonly Click[] =>
  [
    click,
    ...clicks.filter(({ itemId, at }) => itemId !== click.itemId && at > click.at - WINDOW_SECONDS),
  ].slice(0, MOST_CLICKS);

/** The click by which a visitor came to an item, if that is not too long ago. */
export const clickOf = (clicks: readonly Click[], item: string, now: number): Click | undefined =>
  clicks.find(({ itemId, at }) => itemId === item && at > now - WINDOW_SECONDS);

/** The clicks that are kept in this browser. */
export function keptClicks(): readonly Click[] {
  try {
    return JSON.parse(read('clicks') ?? '[]') as Click[];
  } catch {
    return [];
  }
}

/** Keeps a click. Only with consent. */
export const keepClick = (click: Click): void =>
  write('clicks', JSON.stringify(withClick(keptClicks(), click)));
