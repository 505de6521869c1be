import Table from 'cli-table3';
import { visible } from '@ecommerce-recommenders/csv/visible';
import { flagOf, type Question } from '@ecommerce-recommenders/shop-data/mapping/infer/decisions';
import type { Inference } from '@ecommerce-recommenders/shop-data/mapping/infer/infer-mapping';
import { reportLines } from '@ecommerce-recommenders/shop-data/mapping/mapping-report';
import { tableStyle } from '../terminal';
import type { Trial } from './try-mapping';

/** What is believed of a shop's files, with the first rows of each table after conversion. */
export function inferenceReport(
  { findings, useCases, guessed }: Inference,
  trials: readonly Trial[],
  isTerminal: boolean,
): string {
  return [
    ...findings
      .filter(({ length }) => length > 0)
      .map(([first, ...others]) =>
        [visible(first), ...others.map((line) => `  ${visible(line)}`)].join('\n'),
      ),
    ...trials.map(({ report, header, rows }) =>
      [
        `Of what was looked at: ${reportLines(report).map(visible).join('\n')}`,
        rowTable(header, rows, isTerminal),
      ].join('\n'),
    ),
    `Use cases that this data has events for: ${useCases.join(', ')}`,
    ...(guessed.length > 0 ? [['Guessed:', ...guessed.map(guessLine)].join('\n')] : []),
  ].join('\n\n');
}

const guessLine = ({ name, text, best }: Question): string =>
  `  ${visible(text)} ${visible(best!)} (${flagOf(name)} says otherwise)`;

function rowTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  isTerminal: boolean,
): string {
  const table = new Table({ ...tableStyle(isTerminal), head: header.map((name) => visible(name)) });
  for (const row of rows) table.push(row.map((value) => visible(value.slice(0, 40))));
  return table.toString();
}
