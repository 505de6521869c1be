import { addTotals, COUNTS, emptyTotals, type Totals } from '../../insight/effect/totals';
import type { ExperimentDay } from '../functions/experiment';
import { parseCountLine } from './count-line';

/** Totals of some lines. */
export interface Fold {
  readonly totals: Totals;
  readonly lines: number;
  /** Number of lines that could not be parsed, included in {@link lines}. */
  readonly refused: number;
}

/** Sums up lines of one experiment. Their order does not matter. */
export function foldLines(lines: Iterable<string>, experiment: string): Fold {
  const totals = emptyTotals();
  let [read, refused] = [0, 0];
  for (const text of lines) {
    read++;
    const line = parseCountLine(text, experiment);
    if (!line) refused++;
    else for (const count of COUNTS) totals[line.arm][count][line.bucket] += line[count] ?? 0;
  }
  return { totals, lines: read, refused };
}

/** Sums up two folds. */
export const addFolds = (one: Fold, other: Fold): Fold => ({
  totals: addTotals(one.totals, other.totals),
  lines: one.lines + other.lines,
  refused: one.refused + other.refused,
});

/** Adds the lines until a time to a day. */
export const grownDay = (
  day: string,
  before: Fold | undefined,
  added: Fold,
  untilMs: number,
): ExperimentDay => ({
  format: 1,
  day,
  untilMs,
  ...addFolds(before ?? foldLines([], ''), added),
});

/** @throws Error if another version wrote the object */
export function parseDay(text: string, key: string): ExperimentDay {
  const day = JSON.parse(text) as ExperimentDay;
  if (day.format === 1) return day;
  throw new Error(
    `${key} has the format ${JSON.stringify(day.format)}, this version reads 1. Use the version that wrote it, or delete the object: ` +
      'its day is lost then.',
  );
}
