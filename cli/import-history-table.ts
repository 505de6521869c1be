import Table from 'cli-table3';
import { DATASET_TYPES } from '../domain/datasets';
import { visible } from '../domain/visible';
import type { HistoryEntry } from './import-history';
import { tableStyle } from './table-style';

/** Files that are named; of more, their number is told. */
const NAMED_FILES = 3;

/** Runs of fresh data as a table, and below it why data was not imported. Names are of whoever dropped the files. */
export function importHistoryTable(entries: readonly HistoryEntry[], decorated: boolean): string {
  if (entries.length === 0) return 'No fresh data has come yet.';
  const table = new Table({
    head: ['started', 'took', 'outcome', 'files', 'interactions', 'items', 'users'],
    colAligns: ['left', 'right', 'left', 'left', 'right', 'right', 'right'],
    ...tableStyle(decorated),
  });
  for (const { startedAt, endedAt, outcome, files, rows = {} } of entries)
    table.push([
      startedAt.replace(/\.\d+Z$/, 'Z'),
      endedAt === undefined
        ? ''
        : `${Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 60_000)} min`,
      outcome,
      visible(namesOf(files)),
      ...DATASET_TYPES.map((type) => rows[type]?.toLocaleString('en-US') ?? ''),
    ]);
  const problems = entries.flatMap(({ startedAt, problem, warnings = [] }) =>
    [...(problem === undefined ? [] : [problem]), ...warnings].map((text) =>
      visible(`${startedAt}: ${text}`),
    ),
  );
  return [table.toString(), ...problems].join('\n');
}

function namesOf(files: readonly string[]): string {
  const more = files.length - NAMED_FILES;
  return files.slice(0, NAMED_FILES).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
