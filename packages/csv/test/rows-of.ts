import { textOf } from '../src/csv-chunk';
import { readCsv, type CsvOptions } from '../src/read-csv';

/** Reads a whole CSV file as strings, header first, in chunks of the given size. */
export async function rowsOf(
  content: Buffer | string,
  { pieceBytes = 65536, ...options }: Partial<CsvOptions> & { pieceBytes?: number } = {},
): Promise<string[][]> {
  const source = inPieces(Buffer.from(content), pieceBytes);
  const csv = await readCsv(source, { file: 'file.csv', escape: '"', ...options });
  const rows = [[...csv.columns]];
  for await (const chunk of csv.chunks) {
    for (let row = 0; row < chunk.rows; row++) {
      rows.push(csv.columns.map((_, field) => textOf(chunk, row, field)));
    }
  }
  return rows;
}

/** A stream of the content in pieces, as from a disk or a network. */
export async function* inPieces(content: Buffer, pieceBytes = 65536): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += pieceBytes) yield content.subarray(at, at + pieceBytes);
}
