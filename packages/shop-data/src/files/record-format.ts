import type { TableFiles } from '../mapping/mapping';

/** How a file of records is written. */
export type RecordFormat = NonNullable<TableFiles['format']>;

const BY_ENDING: Readonly<Record<string, RecordFormat>> = {
  csv: 'csv',
  tsv: 'tsv',
  tab: 'tsv',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
};

/** The format of a table's files, by the first of their names. */
export const formatOfTable = ({ files, format }: TableFiles): RecordFormat | undefined =>
  format ?? formatOf([files].flat()[0]);

/** The format that a file's name says, before `.gz`; `undefined` for none. */
export function formatOf(name: string): RecordFormat | undefined {
  const [, ending = ''] = /\.([a-z]+)(?:\.gz)?$/i.exec(name) ?? [];
  return BY_ENDING[ending.toLowerCase()];
}
