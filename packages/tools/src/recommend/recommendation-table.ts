import Table from 'cli-table3';
import pc from 'picocolors';
import type { WriteStream } from 'node:tty';
import { USE_CASES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { visible } from '@ecommerce-recommenders/csv/visible';
import type { RecommendedItem } from './recommend';
import type { ReadyRun } from '../start/start';
import { tableStyle } from '../terminal';

/**
 * Recommended items in rank order, as a table for a terminal or, without colour and frame, for a file. Ids and
 * names are untrusted: control characters are escaped.
 */
export function recommendationTable(
  items: readonly (RecommendedItem & { readonly why?: string })[],
  decorated: boolean,
): string {
  const hasScores = items.some(({ score }) => score !== undefined);
  // A shop without an Items dataset knows no more than ids.
  const hasDetails = items.some(({ name }) => name !== undefined);
  const hasReasons = items.some(({ why }) => why !== undefined);
  const table = new Table({
    head: [
      '#',
      'item',
      ...(hasDetails ? ['name', 'category', 'price'] : []),
      ...(hasScores ? ['score'] : []),
      ...(hasReasons ? ['why'] : []),
    ],
    colAligns: [
      'right',
      'left',
      ...(hasDetails ? (['left', 'left', 'right'] as const) : []),
      ...(hasScores ? (['right'] as const) : []),
    ],
    ...tableStyle(decorated),
  });
  for (const [at, item] of items.entries())
    table.push([
      at + 1,
      visible(item.itemId),
      ...(hasDetails ? detailsOf(item) : []),
      ...(hasScores ? [item.score?.toFixed(4) ?? ''] : []),
      ...(hasReasons ? [visible(item.why ?? '')] : []),
    ]);
  return table.toString();
}

const detailsOf = ({ name, category = '', price }: RecommendedItem): string[] => [
  visible(name ?? '(not in the current items file)'),
  visible(category),
  price?.toFixed(2) ?? '',
];

/** Prints the stack's outputs and every answer. */
export function printAnswers({ outputs, recommendations }: ReadyRun, stdout: WriteStream): void {
  const print = (line: string): void => void stdout.write(`${line}\n`);
  print(`\n${pc.bold('Outputs')}`);
  for (const [key, value] of Object.entries(outputs)) print(`  ${key} = ${value}`);
  for (const [useCase, answers] of Object.entries(recommendations))
    for (const { input, items } of answers) {
      const asked = Object.entries(input).map(([id, value]) => `${id} ${visible(value)}`);
      print(`\n${pc.bold(USE_CASES[useCase as UseCaseName].title)} for ${asked.join(', ')}`);
      print(recommendationTable(items, stdout.isTTY));
    }
  print('');
}
