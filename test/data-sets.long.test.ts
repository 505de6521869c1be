import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Parser, type ReadEntry } from 'tar';
import { DATA_SETS, type DataSetFile } from './support/data-sets';
import { describeWith } from './support/prerequisites';

const sha256Of = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

async function checksumsOf(file: DataSetFile): Promise<Record<string, string>> {
  const content = gunzipSync(readFileSync(DATA_SETS[file].path));
  if (!file.endsWith('.tar.gz')) return { [basename(file, '.gz')]: sha256Of(content) };
  const checksums: Record<string, string> = {};
  const parser = new Parser();
  parser.on('entry', (entry: ReadEntry) => {
    const hash = createHash('sha256');
    entry.on('data', (piece: Buffer) => hash.update(piece));
    entry.on('end', () => (checksums[entry.path] = hash.digest('hex')));
  });
  await new Promise((resolve, reject) => {
    parser.on('end', resolve).on('error', reject);
    parser.end(content);
  });
  return checksums;
}

describe.each([
  ['workshop', ['RetailDemoDataSet.tar.gz']],
  ['realShops', ['real/online-retail.csv.gz', 'real/eshop-clothing-2008.csv.gz']],
] as const)('the data set %s', (prerequisite, files) => {
  describeWith(prerequisite)('beside the checkout', () => {
    it.each(files)('has the content that the tests were written for: %s', async (file) => {
      expect(await checksumsOf(file)).toEqual(DATA_SETS[file].sha256);
    });
  });
});
