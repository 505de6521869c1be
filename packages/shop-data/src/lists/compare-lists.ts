import { countInWords, grouped } from '@ecommerce-recommenders/csv/count-in-words';
import type { Lists } from './manifest';

/** Counts of the lists of one use case and filter, or of a part of them. */
export interface ListCounts {
  /** Lists. */
  readonly items: number;
  /** Lists without an entry. */
  readonly empty: number;
  /** Entries of lists whose item had a list before. */
  readonly compared: number;
  /** How many of these the former list lacked. */
  readonly fresh: number;
}

/** Counts of nothing. */
export const NO_LISTS: ListCounts = { items: 0, empty: 0, compared: 0, fresh: 0 };

/** Counts with one more list. @param former the same item's list before, if there was one */
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

/** Measures of a manifest from counts. @param catalogue items of the catalogue, or 1 for a use case that needs none */
export const measured = (
  { items, empty, compared, fresh }: ListCounts,
  catalogue: number,
): Pick<Lists, 'items' | 'empty' | 'coverage' | 'changed'> => ({
  items,
  empty,
  coverage: catalogue === 0 ? 0 : (items - empty) / catalogue,
  ...(compared > 0 && { changed: fresh / compared }),
});

/** A catalogue whose lists have become fewer than this share of the former ones was cut short. */
const FEWEST = 0.5;

/** Points by which the share of empty lists may grow from one run to the next. */
const MORE_EMPTY = 0.2;

const emptyShare = ({ items, empty }: Pick<Lists, 'items' | 'empty'>): number =>
  items === 0 ? 1 : empty / items;

/**
 * Why new lists must not replace the former ones, in words; `undefined` if they may. A filter may leave nothing, so only
 * lists without one must not all be empty.
 *
 * @param former the same use case's lists in service, if there are any and they count
 */
export function refusal(lists: Lists, former: Lists | undefined): string | undefined {
  const { useCase, filter, items } = lists;
  const name = filter ? `${useCase} with ${filter}` : useCase;
  if (filter === undefined && emptyShare(lists) === 1)
    return `all of ${countInWords(items, 'list')} of ${name} are empty`;
  if (!former) return undefined;
  if (items < FEWEST * former.items)
    return `${name} has ${countInWords(items, 'list')}, before it were ${grouped(former.items)}`;
  const [now, before] = [emptyShare(lists), emptyShare(former)];
  return now > before + MORE_EMPTY
    ? `${percent(now)} of the lists of ${name} are empty, before it were ${percent(before)}`
    : undefined;
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;
