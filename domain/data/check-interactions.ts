import { atLine } from '../csv/at-line';
import { lineOf } from '../csv/csv-chunk';
import { DATASETS } from '../datasets';
import type { KeptRows } from './interaction-filter';
import { interactionProblem } from './interaction-problem';

/**
 * Checks kept rows, and reads their times.
 *
 * @throws Error that names the line of a value that an import would refuse
 */
export function checkInteractions(kept: KeptRows): void {
  const { chunk, columns, count, found } = kept;
  for (let i = found.check(0); i < count; i = found.check(i + 1)) {
    const problem = interactionProblem(chunk, found.rows[i], columns);
    if (problem !== undefined)
      throw atLine(DATASETS.INTERACTIONS.member, lineOf(chunk, found.rows[i]), problem);
    found.seconds[i] = kept.timestampOf(i);
  }
}
