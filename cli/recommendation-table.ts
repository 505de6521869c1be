import Table from 'cli-table3';
import { visible } from '../domain/visible';
import { tableStyle } from './table-style';
import type { RecommendedItem } from './recommend';

/**
 * Recommended items in rank order, as a table for a terminal or, without colour and frame, for a file. Ids
 * and names come from a file of somebody's: what a terminal would obey is spelt out.
 */
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
    ...tableStyle(decorated),
  });
  for (const [at, item] of items.entries())
    table.push([
      at + 1,
      visible(item.itemId),
      visible(item.name ?? '(not in the current items file)'),
      visible(item.category ?? ''),
      item.price === undefined ? '' : item.price.toFixed(2),
      ...(hasScores ? [item.score?.toFixed(4) ?? ''] : []),
      ...(hasReasons ? [visible(item.why ?? '')] : []),
    ]);
  return table.toString();
}
