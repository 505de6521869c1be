import { personalKind } from '@ecommerce-recommenders/shop-data/data/mapping/personal-columns';
import { numberReader } from '@ecommerce-recommenders/shop-data/data/mapping/numbers';
import type { JoinedFiles, TableFiles } from '@ecommerce-recommenders/shop-data/data/mapping/mapping';
import { columnsNamed, type Role } from './column-aliases';
import { flagOf, NONE, type AnswerName, type Decisions, type Option } from './decisions';
import { knownExport, type KnownExport } from './known-exports';
import { filledValues, frequencies, shareOf, valuesOf, type FileSample, type SampleTable } from './sample';

/** One table of files that have the same columns, and the known export to which it belongs, if any. */
export interface TableChoice {
  readonly files: readonly FileSample[];
  readonly table: SampleTable;
  readonly known?: KnownExport;
  /** Joined tables, in order. */
  readonly join?: readonly JoinedFiles[];
  /** The columns added by joins. */
  readonly joined?: ReadonlySet<string>;
}

/** All tables of the files. Files with the same header form one table. */
export function tableChoices(samples: readonly FileSample[]): TableChoice[] {
  const groups = new Map<string, FileSample[]>();
  for (const sample of samples) {
    const key = JSON.stringify([sample.dialect, [...sample.tables[0].columns.keys()].sort()]);
    groups.set(key, [...(groups.get(key) ?? []), sample]);
  }
  return [...groups.values()].flatMap((files) =>
    files[0].tables.map((table) => ({ files, table, known: knownExport(table) })),
  );
}

/** The names of a table's files, in messages and answers. */
export const filesOf = ({ files }: TableChoice): string => files.map(({ path }) => path).join(', ');

/** A glob that matches a path: special characters become `?`. */
export const globOf = (path: string): string => path.replace(/[*?[\]{}()!+@\\]/g, '?');

/** The files of a table as a mapping names them. */
export function tableFiles(choice: TableChoice): TableFiles {
  const paths = choice.files.map(({ path }) => globOf(path));
  const { unroll } = choice.table;
  return {
    files: paths.length === 1 ? paths[0] : paths,
    ...choice.files[0].dialect,
    ...(isDecimalComma(choice.table) && { decimalComma: true }),
    ...(unroll !== undefined && { unroll }),
    ...(choice.join && { join: choice.join }),
  };
}

/** Whether some column is numeric only if commas are decimal points. */
export function isDecimalComma({ columns }: SampleTable): boolean {
  const [withPoint, withComma] = [numberReader(), numberReader(true)];
  return [...columns.values()].some((column) => {
    const values = filledValues(column).slice(0, 2000);
    const reads = (read: (text: string) => number): number =>
      shareOf(values, (value) => !Number.isNaN(read(value)));
    return reads(withComma) > 0.98 && reads(withPoint) < 0.9;
  });
}

/** The column of a role, with the reason. */
export interface RoleColumn {
  readonly column: string;
  readonly evidence: string;
}

/**
 * The column of a role: from the answer, from the definition of the known export, or by its name if its values are plausible.
 *
 * @throws Error if the answer is no column
 */
export function roleColumn(
  choice: TableChoice,
  role: Role,
  decisions: Decisions,
  answer: AnswerName | undefined,
  fits: (column: string) => boolean = () => true,
): RoleColumn | undefined {
  const given = answer && decisions.given(answer);
  if (given === NONE) return undefined;
  return givenColumn(choice, decisions, answer) ?? roleColumns(choice, role, fits)[0];
}

/** The column that an answer names. @throws Error if there is no such column */
export function givenColumn(
  { table }: TableChoice,
  decisions: Decisions,
  answer: AnswerName | undefined,
): RoleColumn | undefined {
  const given = answer && decisions.given(answer);
  if (given === undefined) return undefined;
  if (table.columns.has(given)) return { column: given, evidence: 'as you say' };
  throw new Error(
    `${flagOf(answer!)} is "${given}", allowed is one of ${[...table.columns.keys()].join(', ')}`,
  );
}

/** Candidates for a role, best match first: that of the known export, or columns by name, the table's own before joined ones. */
export function roleColumns(
  { table, known, joined }: TableChoice,
  role: Role,
  fits: (column: string) => boolean = () => true,
  minFilled = 0.5,
): RoleColumn[] {
  const prescribed = known?.roles[role];
  if (
    prescribed !== undefined &&
    table.columns.has(prescribed) &&
    isFilled(table, prescribed, role === 'item' ? 0.1 : 0.01)
  )
    return [{ column: prescribed, evidence: known!.title }];
  return columnsNamed(role, table)
    .filter(
      (column) =>
        (role === 'name' || personalKind(column) === undefined) &&
        isFilled(table, column, minFilled) &&
        fits(column),
    )
    .sort((a, b) => Number(joined?.has(a) ?? false) - Number(joined?.has(b) ?? false))
    .map((column) => ({ column, evidence: 'by its name' }));
}

/** Whether at least this share of the rows has a value. */
export const isFilled = (table: SampleTable, column: string, least = 0.5): boolean =>
  shareOf(valuesOf(table, column), (value) => value.trim() !== '') >= least;

/** Whether nearly all values of a column are numbers. */
export function isNumeric(table: SampleTable, column: string): boolean {
  const read = numberReader(isDecimalComma(table));
  return (
    shareOf(filledValues(valuesOf(table, column)).slice(0, 5000), (value) => !Number.isNaN(read(value))) >
    0.95
  );
}

/** The columns of a table as options, with examples of their values. */
export const columnOptions = (table: SampleTable): Option[] =>
  [...table.columns.keys()].map((value) => ({
    value,
    evidence: frequencies(filledValues(valuesOf(table, value)))
      .slice(0, 3)
      .map(([example]) => example.slice(0, 30))
      .join(', '),
  }));

/**
 * Whether a column depends on an id: rows with the same id nearly always have the same value, and far more often than by chance.
 *
 * @param per - column whose equal values count once per id, because what all lines of an order share may describe the order
 * rather than the user
 */
export function dependsOn(table: SampleTable, id: string, column: string, per?: string): boolean {
  const ids = valuesOf(table, id);
  const values = valuesOf(table, column);
  const units = per === undefined ? undefined : valuesOf(table, per);
  const seen = new Set<string>();
  const byId = new Map<string, Map<string, number>>();
  const all = new Map<string, number>();
  for (const [row, one] of ids.entries()) {
    if (one === '' || values[row] === '') continue;
    // Rows without a value, such as views without an order, all count.
    if (units && units[row] !== '') {
      const unit = JSON.stringify([one, units[row]]);
      if (seen.has(unit)) continue;
      seen.add(unit);
    }
    const counts = byId.get(one) ?? new Map<string, number>();
    byId.set(one, counts.set(values[row], (counts.get(values[row]) ?? 0) + 1));
    all.set(values[row], (all.get(values[row]) ?? 0) + 1);
  }
  let rows = 0;
  let alike = 0;
  for (const counts of byId.values()) {
    const sum = [...counts.values()].reduce((total, count) => total + count, 0);
    if (sum < 2) continue;
    rows += sum;
    alike += Math.max(...counts.values());
  }
  if (rows === 0) return false;
  const counts = [...all.values()];
  const usual = Math.max(...counts) / counts.reduce((sum, count) => sum + count, 0);
  return alike / rows > 0.97 && alike / rows - usual > 0.9 * (1 - usual);
}
