import type { TableConstructorOptions } from 'cli-table3';

/** The `chars` option of cli-table3 for a table without lines. */
const NO_FRAME = Object.fromEntries(
  [
    ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'],
    ['mid', 'left-mid', 'mid-mid', 'right-mid', 'left', 'middle', 'right'],
  ].flatMap((parts) => parts.map((part) => [part, ''])),
);

/** A table's looks: framed on a terminal, with colours unless NO_COLOR forbids them; plain columns in a file. */
export function tableStyle(isTerminal: boolean): Pick<TableConstructorOptions, 'style' | 'chars'> {
  if (!isTerminal) return { style: { head: [], border: [] }, chars: NO_FRAME };
  const hasColours = !process.env.NO_COLOR;
  return { style: { compact: true, head: hasColours ? ['bold'] : [], border: hasColours ? ['gray'] : [] } };
}
