import type { TableFiles } from '@ecommerce-recommenders/shop-data/data/mapping/mapping';

/** Format of a file. Members with their default value are absent. */
export type Dialect = Pick<TableFiles, 'format' | 'delimiter' | 'quote' | 'encoding'>;

/** The beginning of a table: its columns, each with one value per row. */
export interface SampleTable {
  /** Path of the list whose elements are the rows. */
  readonly unroll?: string;
  readonly rows: number;
  readonly columns: ReadonlyMap<string, readonly string[]>;
}

/** The beginning of a file. */
export interface FileSample {
  /** Path in the archive or folder, with slashes. */
  readonly path: string;
  readonly dialect: Dialect;
  /** Whether the sample is the whole file. */
  readonly isWhole: boolean;
  /** The records themselves, followed by the elements of each list of records in them. */
  readonly tables: readonly SampleTable[];
}

/** Values of a column; empty if there is no such column. */
export const valuesOf = ({ columns }: SampleTable, name: string): readonly string[] =>
  columns.get(name) ?? [];

/** Values that are not blank. */
export const filledValues = (values: readonly string[]): string[] =>
  values.filter((value) => value.trim() !== '');

/** Share of the values that pass; 0 if there are none. */
export const shareOf = (values: readonly string[], passes: (value: string) => boolean): number =>
  values.length === 0 ? 0 : values.filter(passes).length / values.length;

/** Distinct values with the number of their rows, most frequent first. */
export function frequencies(values: readonly string[]): [value: string, rows: number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}
