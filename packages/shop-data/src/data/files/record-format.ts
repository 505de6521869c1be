import type { TableFiles } from '../mapping/mapping';

/** Format of a file of records. */
export type RecordFormat = NonNullable<TableFiles['format']>;

const BY_ENDING: Readonly<Record<string, RecordFormat>> = {
  csv: 'csv',
  tsv: 'tsv',
  tab: 'tsv',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
};

/** The format of a table's files: the configured one, or that of the first glob. */
export const formatOfTable = ({ files, format }: TableFiles): RecordFormat | undefined =>
  format ?? formatOf([files].flat()[0]);

/** The format that a file's extension names, ignoring `.gz`; `undefined` if the extension is unknown. */
export function formatOf(name: string): RecordFormat | undefined {
  const [, ending = ''] = /\.([a-z]+)(?:\.gz)?$/i.exec(name) ?? [];
  return BY_ENDING[ending.toLowerCase()];
}
