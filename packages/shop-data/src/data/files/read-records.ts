import { Decompressed } from '../preparation/decompress';
import type { TableFiles } from '../mapping/mapping';
import { ArchiveError } from '../preparation/archive-error';
import { decodeText } from './decode-text';
import { readCsvRecords } from './read-csv-records';
import { readJsonRecords } from './read-json-records';
import { formatOf } from './record-format';
import type { RecordFile } from './records';
import type { ShopFile } from './shop-files';

/**
 * Opens a file of records: CSV, TSV or JSON Lines, with or without gzip.
 *
 * @throws Error that names the file and the line, if the text is none of these
 */
export async function* readRecords(
  { path, body, limit }: ShopFile,
  files: TableFiles,
): AsyncGenerator<RecordFile> {
  const format = files.format ?? formatOf(path) ?? 'csv';
  const content = new Decompressed(body, limit);
  try {
    const text = decodeText(content, files.encoding ?? 'utf-8', path);
    yield await (format === 'jsonl'
      ? readJsonRecords(text, path, files.unroll)
      : readCsvRecords(text, path, {
          delimiter: files.delimiter ?? (format === 'tsv' ? '\t' : ','),
          quote: files.quote ?? '"',
        }));
  } catch (error) {
    throw error instanceof ArchiveError ? error.of(path) : error;
  } finally {
    await content.close();
  }
}
