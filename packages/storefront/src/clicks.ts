import { read, write } from './kept';

/** Where an item was recommended. */
export interface Source {
  readonly useCase?: string;
  readonly recommendationId?: string;
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

/** The clicks with one more, newest first: one an item, none that is too old. */
export const withClick = (clicks: readonly Click[], click: Click): readonly Click[] =>
  [
    click,
    ...clicks.filter(({ itemId, at }) => itemId !== click.itemId && at > click.at - WINDOW_SECONDS),
  ].slice(0, MOST_CLICKS);

/** Where the item was recommended when it was last clicked, if that is not too long ago. */
export function sourceOf(clicks: readonly Click[], item: string, now: number): Source {
  const click = clicks.find(({ itemId, at }) => itemId === item && at > now - WINDOW_SECONDS);
  return { useCase: click?.useCase, recommendationId: click?.recommendationId };
}

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
