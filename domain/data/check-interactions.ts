import { atLine } from '../csv/at-line';
import { lineOf } from '../csv/csv-chunk';
import { DATASETS } from '../datasets';
import { hasLineEnd } from '../import-rules';
import { INTERACTION_COLUMNS } from './interaction-columns';
import type { KeptRows } from './interaction-filter';
import { interactionProblem } from './interaction-problem';

/**
 * Checks kept rows, and reads their times.
 *
 * @throws Error that names the line of a value that an import would refuse
 */
export function checkInteractions(kept: KeptRows): void {
  const { count, found } = kept;
  const broken = firstWithLineEnd(kept);
  for (let i = found.check(0); i < broken; i = found.check(i + 1)) {
    refuseBad(kept, i);
    found.seconds[i] = kept.timestampOf(i);
  }
  if (broken < count) refuseBad(kept, broken);
}

function refuseBad({ chunk, columns, found }: KeptRows, index: number): void {
  const row = found.rows[index];
  const bad = interactionProblem(chunk, row, columns);
  if (bad === undefined) return;
  throw atLine(DATASETS.INTERACTIONS.member, lineOf(chunk, row), `${bad.column} ${bad.problem}`);
}

/** Number of the first kept row with a line end in an id, which the program does not look for; `count` if none has. */
function firstWithLineEnd({ chunk, columns, count, found }: KeptRows): number {
  if (chunk.isPlain) return count;
  const { bytes, fields, width } = chunk;
  const ids = [columns[INTERACTION_COLUMNS.item], columns[INTERACTION_COLUMNS.user]];
  const isBroken = (row: number): boolean =>
    ids.some((column) => {
      const at = 2 * (row * width + column);
      return hasLineEnd(bytes, fields[at], fields[at + 1]);
    });
  let index = 0;
  while (index < count && !isBroken(found.rows[index])) index++;
  return index;
}
