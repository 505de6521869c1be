import { countInWords, grouped } from '@ecommerce-recommenders/csv/count-in-words';
import type { Lists } from './manifest';

/** Counts of lists, for a use case and filter, or a part of these. */
export interface ListCounts {
  /** Number of lists. */
  readonly items: number;
  /** Number of lists without an entry. */
  readonly empty: number;
  /** Number of entries in lists whose item had a list before. */
  readonly compared: number;
  /** How many of these entries were not in the previous list. */
  readonly fresh: number;
}

/** Initial counts. */
export const NO_LISTS: ListCounts = { items: 0, empty: 0, compared: 0, fresh: 0 };

/** Adds one list to counts. @param former the item's previous list, if there was one */
export function counted(
  counts: ListCounts,
  entries: readonly string[],
  former: readonly string[] | undefined,
): ListCounts {
  const known = former && new Set(former);
  return {
    items: counts.items + 1,
    empty: counts.empty + (entries.length === 0 ? 1 : 0),
    compared: counts.compared + (known ? entries.length : 0),
    fresh: counts.fresh + (known ? entries.filter((entry) => !known.has(entry)).length : 0),
  };
}

/** Sum of counts. */
export const totalOf = (all: readonly ListCounts[]): ListCounts =>
  all.reduce(
    (sum, one) => ({
      items: sum.items + one.items,
      empty: sum.empty + one.empty,
      compared: sum.compared + one.compared,
      fresh: sum.fresh + one.fresh,
    }),
    NO_LISTS,
  );

/**
 * Computes a manifest's measures from counts. @param catalogue number of items in the catalogue, or 1 for a use case
 * that needs none
 */
export const measured = (
  { items, empty, compared, fresh }: ListCounts,
  catalogue: number,
): Pick<Lists, 'items' | 'empty' | 'coverage' | 'changed'> => ({
  items,
  empty,
  coverage: catalogue === 0 ? 0 : (items - empty) / catalogue,
  ...(compared > 0 && { changed: fresh / compared }),
});

/** If fewer than this share of the previous lists is left, the catalogue is probably truncated. */
const FEWEST = 0.5;

/** Maximum increase in the share of empty lists from one run to the next. */
const MORE_EMPTY = 0.2;

const emptyShare = ({ items, empty }: Pick<Lists, 'items' | 'empty'>): number =>
  items === 0 ? 1 : empty / items;

/**
 * Why new lists must not replace the previous ones; `undefined` if they may. Lists with a filter may all be empty,
 * because a filter may exclude everything.
 *
 * @param former the same use case's lists in service, if they are to be compared
 */
export function refusal(lists: Lists, former: Lists | undefined): string | undefined {
  const { useCase, filter, items } = lists;
  const name = filter ? `${useCase} with ${filter}` : useCase;
  if (filter === undefined && emptyShare(lists) === 1)
    return `all of ${countInWords(items, 'list')} of ${name} are empty`;
  if (!former) return undefined;
  if (items < FEWEST * former.items)
    return `${name} has ${countInWords(items, 'list')}, before there were ${grouped(former.items)}`;
  const [now, before] = [emptyShare(lists), emptyShare(former)];
  return now > before + MORE_EMPTY
    ? `${percent(now)} of the lists of ${name} are empty, before ${percent(before)} were`
    : undefined;
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;
