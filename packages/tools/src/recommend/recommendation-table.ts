import { visible } from '@ecommerce-recommenders/csv/visible';
import { tableText } from '../terminal';
import type { RecommendedItem } from './recommend';

/** How {@link recommendationTable} shows items. */
interface TableOptions {
  /** Width of the terminal; undefined for a file or a pipe. */
  readonly width: number | undefined;
  /** Whether to show ids as well. If no item has details, ids are always shown. */
  readonly hasIds?: boolean;
}

/** Recommended items in rank order. Ids and names are untrusted: control characters are escaped. */
export function recommendationTable(
  items: readonly (RecommendedItem & { readonly why?: string })[],
  { width, hasIds }: TableOptions,
): string {
  const hasScores = items.some(({ score }) => score !== undefined);
  // Some shops know only ids.
  const hasDetails = items.some(({ name }) => name !== undefined);
  const hasReasons = items.some(({ why }) => why !== undefined);
  const shown = [
    { title: '#', isRight: true, of: (_: RecommendedItem, at: number) => String(at + 1) },
    ...(hasDetails ? DETAILS.filter(({ of }) => items.some((item) => of(item) !== undefined)) : []),
    ...(hasScores
      ? [{ title: 'score', isRight: true, of: ({ score }: RecommendedItem) => score?.toFixed(4) }]
      : []),
    ...(hasIds || !hasDetails ? [{ title: 'item', of: ({ itemId }: RecommendedItem) => itemId }] : []),
    ...(hasReasons ? [{ title: 'why', isFlexible: true, of: ({ why }: { why?: string }) => why }] : []),
  ];
  const rows = items.map((item, at) => shown.map(({ of }) => visible(of(item, at) ?? '')));
  return tableText(shown, rows, width);
}

const DETAILS = [
  {
    title: 'name',
    isFlexible: true,
    of: ({ name, itemId }: RecommendedItem) => name ?? `${itemId} (not in the current items file)`,
  },
  { title: 'category', isFlexible: true, of: ({ category }: RecommendedItem) => category },
  { title: 'price', isRight: true, of: ({ price }: RecommendedItem) => price?.toFixed(2) },
];
