import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { ShopFiles } from '../../../src/data/files/shop-files';
import { mappedTables } from '../../../src/data/mapping/mapped-tables';
import type { TableReport } from '../../../src/data/mapping/mapping-report';
import { parseMapping } from '../../../src/data/mapping/parse-mapping';

/** Files in memory. Bodies come in pieces of a few bytes, to test the worst case. */
export const memoryFiles = (files: Readonly<Record<string, string | Buffer>>, pieceBytes = 7): ShopFiles => ({
  name: 'memory',
  async *all() {
    for (const [path, content] of Object.entries(files))
      yield { path, body: pieces(Buffer.from(content), pieceBytes) };
  },
});

async function* pieces(bytes: Buffer, pieceBytes: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

/** A canonical table of a shop as text, with the report on its records. */
export async function mapped(
  type: DatasetType,
  mapping: object,
  files: Readonly<Record<string, string | Buffer>>,
  { maxBadRows = 0, eventTypes = { seen: 'View' } } = {},
): Promise<{ text: string; report: TableReport }> {
  const tables = mappedTables({
    files: memoryFiles(files),
    mapping: parseMapping(mapping),
    eventTypes,
    maxBadRows,
  });
  const table: Buffer[] = [];
  for await (const piece of await tables.openTable(type)) table.push(Buffer.from(piece));
  return { text: Buffer.concat(table).toString(), report: tables.reports()[0] };
}
