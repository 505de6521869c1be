import pc from 'picocolors';
import type { WriteStream } from 'node:tty';
import { visible } from '@ecommerce-recommenders/csv/visible';
import {
  titleOf,
  type AnsweredUseCase,
} from '@ecommerce-recommenders/shop-data/contracts/lists/similar-items';
import { widthOf, wrapText } from 'embedded-aws/command/terminal-lines';
import { recommendationTable } from '../recommend/recommendation-table';
import { shortened } from '../terminal';
import type { ReadyRun } from './start';

/** Maximum number of items to show per list. `--json FILE` and the page have all. */
const SHOWN_ITEMS = 3;

/**
 * Prints the stack's outputs, and the top of each use case's first list. On a terminal, long values are shortened to their ends.
 */
export function printAnswers({ outputs, recommendations }: ReadyRun, stdout: WriteStream): void {
  const width = widthOf(stdout);
  const print = (text: string): void => void stdout.write(`${wrapText(text, width)}\n`);
  print(`\n${pc.bold('Outputs')}`);
  for (const [key, value] of Object.entries(outputs)) {
    const name = `  ${key} = `;
    print(name + shortened(value, width && width - name.length));
  }
  const answers = Object.values(recommendations).flat();
  const names = new Map(answers.flatMap(({ items }) => items.map(({ itemId, name }) => [itemId, name])));
  for (const [useCase, [{ input, items }]] of Object.entries(recommendations)) {
    const { userId, itemId } = input;
    const asked = [
      ...(userId === undefined ? [] : [`user ${userId}`]),
      ...(itemId === undefined ? [] : [names.get(itemId) ?? `item ${itemId}`]),
    ];
    print(`\n${pc.bold(titleOf(useCase as AnsweredUseCase))} for ${visible(asked.join(' and '))}`);
    print(recommendationTable(items.slice(0, SHOWN_ITEMS), { width }));
  }
  print('');
}
