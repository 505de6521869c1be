import Table from 'cli-table3';
import type { RecommendedItem } from './recommend';

/** Recommended items in rank order, as a table for a terminal or, without colour and frame, for a file. */
export function recommendationTable(
  items: readonly (RecommendedItem & { readonly why?: string })[],
  decorated: boolean,
): string {
  const hasScores = items.some(({ score }) => score !== undefined);
  const hasReasons = items.some(({ why }) => why !== undefined);
  const table = new Table({
    head: [
      '#',
      'item',
      'name',
      'category',
      'price',
      ...(hasScores ? ['score'] : []),
      ...(hasReasons ? ['why'] : []),
    ],
    colAligns: ['right', 'left', 'left', 'left', 'right', ...(hasScores ? ['right' as const] : [])],
    style: decorated ? { compact: true, head: ['bold'], border: ['gray'] } : { head: [], border: [] },
    ...(!decorated && { chars: NO_FRAME }),
  });
  for (const [at, item] of items.entries())
    table.push([
      at + 1,
      item.itemId,
      printable(item.name ?? '(not in the current items file)'),
      printable(item.category ?? ''),
      item.price === undefined ? '' : item.price.toFixed(2),
      ...(hasScores ? [item.score?.toFixed(4) ?? ''] : []),
      ...(hasReasons ? [printable(item.why ?? '')] : []),
    ]);
  return table.toString();
}

/** Item names come from a file: control characters in them must not reach the terminal. */
const printable = (text: string): string => text.replace(/\p{Cc}/gu, '\ufffd');

const NO_FRAME = Object.fromEntries(
  [
    ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'],
    ['mid', 'left-mid', 'mid-mid', 'right-mid', 'left', 'middle', 'right'],
  ].flatMap((parts) => parts.map((part) => [part, ''])),
);
