import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

import { parse } from 'csv-parse/sync';
import { Header } from 'tar';

export const SHIPPED_ARCHIVE = path.resolve(__dirname, '../../../../assets/RetailSampleDataSet.tar.gz');

/** Contents of the shipped files by name, in archive order. */
export function shippedFiles(): Map<string, string> {
  const tar = gunzipSync(readFileSync(SHIPPED_ARCHIVE));
  const files = new Map<string, string>();
  for (let offset = 0; tar[offset] !== 0;) {
    const { path: name, size } = new Header(tar, offset);
    files.set(name!, tar.toString('utf8', offset + 512, offset + 512 + size!));
    offset += 512 + Math.ceil(size! / 512) * 512;
  }
  return files;
}

export const rowsOf = (text: string): Readonly<Record<string, string>>[] => parse(text, { columns: true });
