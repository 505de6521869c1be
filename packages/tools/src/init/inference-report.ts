import { visible } from '@ecommerce-recommenders/csv/visible';
import { flagOf, type Question } from './infer/decisions';
import type { Inference } from './infer/infer-mapping';
import { reportLines } from '@ecommerce-recommenders/shop-data/data/mapping/mapping-report';
import { tableText } from '../terminal';
import type { Trial } from './try-mapping';

/**
 * What was inferred from a shop's files, with the first rows of each table after conversion.
 *
 * @param written - the use cases to be written
 */
export function inferenceReport(
  { findings, useCases, guessed }: Inference,
  written: readonly string[],
  trials: readonly Trial[],
  width: number | undefined,
): string {
  return [
    ...findings
      .filter(({ length }) => length > 0)
      .map(([first, ...others]) =>
        [visible(first), ...others.map((line) => `  ${visible(line)}`)].join('\n'),
      ),
    ...trials.map(({ report, header, rows }) =>
      [`In the sample: ${reportLines(report).map(visible).join('\n')}`, rowTable(header, rows, width)].join(
        '\n',
      ),
    ),
    `Use cases, as they are written: ${written.join(', ')}${others(useCases, written)}`,
    ...(guessed.length > 0 ? [['Guessed:', ...guessed.map(guessLine)].join('\n')] : []),
  ].join('\n\n');
}

const others = (possible: readonly string[], written: readonly string[]): string => {
  const rest = possible.filter((name) => !written.includes(name));
  return rest.length === 0
    ? ''
    : `. The data has events for ${rest.join(', ')}, too: add it to useCases if it is wanted`;
};

const guessLine = ({ name, text, best }: Question): string =>
  `  ${visible(text)} ${visible(best!)} (${flagOf(name)} says otherwise)`;

const rowTable = (
  header: readonly string[],
  rows: readonly (readonly string[])[],
  width: number | undefined,
): string =>
  tableText(
    header.map((title) => ({ title: visible(title), isFlexible: true })),
    rows.map((row) => row.map((value) => visible(value.slice(0, 40)))),
    width,
    0,
  );
