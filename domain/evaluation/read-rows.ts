import { textOf } from '../csv/csv-chunk';
import { readCsv } from '../csv/read-csv';

/**
 * Reads some columns of a prepared file, a chunk of rows at a time; each row has the fields in the order of the
 * names.
 *
 * @param file what messages call it
 * @throws Error that names the file, and the line or the column that is missing
 */
export async function* readRows<const Names extends readonly string[]>(
  source: AsyncIterable<Buffer>,
  file: string,
  names: Names,
): AsyncGenerator<{ [at in keyof Names]: string }[]> {
  const { columns, chunks } = await readCsv(source, { file, escape: '\\' });
  const missing = names.filter((name) => !columns.includes(name));
  if (missing.length > 0)
    throw new Error(`${file}, line 1: lacks ${missing.join(', ')}; it has ${columns.join(', ')}`);
  for await (const chunk of chunks)
    yield Array.from({ length: chunk.rows }, (_, row) => {
      const fields = names.map((name) => textOf(chunk, row, columns.indexOf(name)));
      return fields as { [at in keyof Names]: string };
    });
}
