import type { DATASETS } from '../datasets';
import type { OpenOutput, PreparedFile } from './prepared-output';
import type { TableText } from './table-text';

/** Writes the rows of items or users. */
export async function writeTable(
  pieces: AsyncIterable<TableText> | Iterable<TableText>,
  source: (typeof DATASETS)['ITEMS' | 'USERS'],
  open: OpenOutput,
): Promise<PreparedFile> {
  const output = await open(source.file, source.columns);
  for await (const { bytes, count } of pieces) {
    output.buffer.raw(bytes, 0, bytes.length);
    output.rows += count;
    await output.flush();
  }
  return output.end();
}
