import { text } from 'node:stream/consumers';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { StoredFile } from '../../../src/data/files/open-files';
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

/** An archive in memory, in pieces that share one buffer as those of a disk do. */
export const stored = (bytes: Buffer, pieceBytes: number): StoredFile => ({
  open: async () => inOneMemory(bytes, pieceBytes),
  sizeBytes: async () => bytes.length,
  range: async (start, end) => inOneMemory(bytes.subarray(start, end), pieceBytes),
});

/** A stream that reuses one buffer for every piece. */
export async function* inOneMemory(bytes: Buffer, pieceBytes: number): AsyncGenerator<Buffer> {
  const memory = Buffer.alloc(pieceBytes);
  for (let at = 0; at < bytes.length; at += pieceBytes) yield memory.subarray(0, bytes.copy(memory, 0, at));
}

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
  const shop = { files: memoryFiles(files), mapping: parseMapping(mapping) };
  const tables = mappedTables({ ...shop, eventTypes, maxBadRows });
  return { text: await text(await tables.openTable(type)), report: tables.reports()[0] };
}
