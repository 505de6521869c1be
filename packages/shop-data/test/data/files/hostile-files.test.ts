import { zipSync } from 'fflate';
import { gzipSync } from 'node:zlib';
import { openFiles } from '../../../src/data/files/open-files';
import { readRecords } from '../../../src/data/files/read-records';
import type { ShopFile } from '../../../src/data/files/shop-files';
import { stored } from '../mapping/memory-shop';
import { makeTar } from '../../../../../test/support/make-tar';

/** Reads all records of all files. */
async function read(name: string, bytes: Buffer): Promise<number> {
  let records = 0;
  for await (const file of openFiles(name, stored(bytes, 1 << 16)).all()) records += await recordsOf(file);
  return records;
}

async function recordsOf(file: ShopFile): Promise<number> {
  let count = 0;
  for await (const { batches } of readRecords(file, { files: '*' }))
    for await (const { records } of batches) count += records.length;
  return count;
}

const zipOf = (files: Readonly<Record<string, Buffer>>): Buffer => Buffer.from(zipSync(files, { level: 9 }));

/** Changes each entry of the directory. `at` is its start, as in PKWARE's APPNOTE, 4.3.12. */
function withDirectory(zip: Buffer, change: (bytes: Buffer, at: number) => void): Buffer {
  const bytes = Buffer.from(zip);
  for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 1))
    change(bytes, at);
  return bytes;
}

const [UNPACKED_SIZE, OFFSET, NAME] = [24, 42, 46];
const ROWS = Buffer.from('x\n1\n');
const LONG = Buffer.from(`x\n${'1'.repeat(200)}\n`);
const TWO = { 'a.csv': ROWS, 'b.csv': ROWS };

/** An archive whose second member starts within the body of its first. */
function nested(): Buffer {
  const second = zipOf({ 'b.csv': ROWS });
  const quoted = second.subarray(0, second.indexOf('PK\x01\x02'));
  const zip = Buffer.from(zipSync({ 'a.csv': quoted, 'b.csv': ROWS }, { level: 0 }));
  const inside = zip.indexOf('PK\x03\x04', 1);
  let count = 0;
  return withDirectory(zip, (bytes, at) => {
    if (count++ === 1) bytes.writeUInt32LE(inside, at + OFFSET);
  });
}

const zipWith = (change: (bytes: Buffer, at: number) => void): Buffer => withDirectory(zipOf(TWO), change);
const SIZE = 200 * 1024 * 1024;

it.each<[string, string, Buffer, string | RegExp]>([
  [
    'members that overlap on one body',
    'shop.zip',
    zipWith((bytes, at) => bytes.writeUInt32LE(0, at + OFFSET)),
    'the archive\'s members "a.csv" and "b.csv" overlap, which no archive of files has; make it again',
  ],
  ['a member within another', 'shop.zip', nested(), 'members "a.csv" and "b.csv" overlap'],
  [
    'two members of one name',
    'shop.zip',
    zipWith((bytes, at) => bytes.write('a', at + NAME)),
    'a.csv twice; it must have each file once',
  ],
  [
    'members that together unpack to 200 times its size, before it is read',
    'shop.zip',
    zipWith((bytes, at) => bytes.writeUInt32LE(SIZE, at + UNPACKED_SIZE)),
    'archive unpacks to more than 200 times its size',
  ],
  [
    'two members of one name',
    'shop.tar',
    makeTar(['a.csv', './a.csv'].map((path) => ({ path, content: ROWS }))),
    'the archive has a.csv twice',
  ],
  [
    'a name with a line feed, which it names in one line',
    'shop.tar',
    makeTar([{ path: 'a\n\u001b[31mb.csv' }]),
    /^a\\u\{a\}\\u\{1b\}\[31mb\.csv/,
  ],
])('an archive with %s fails: %s', async (_what, name, archive, message) => {
  await expect(read(name, archive)).rejects.toThrow(message);
});

it.each<[string, Buffer]>([
  ['shop.zip', zipOf({ 'a.csv.gz': gzipSync(LONG), 'b.csv.gz': gzipSync(LONG) })],
  ['shop.tar', makeTar(['a.csv.gz', 'b.csv.gz'].map((path) => ({ path, content: gzipSync(LONG) })))],
])('packed files in %s fail once all before them unpack to 200 times its size', async (name, bytes) => {
  expect(await read(name, bytes)).toBe(2);
  const reading = async (): Promise<void> => {
    for await (const file of openFiles(name, stored(bytes, 1 << 16)).all()) {
      // Simulates a file that unpacks to that many bytes.
      if (file.path === 'a.csv.gz') file.limit!.add(256 * 1024 * 1024 - 100, 'a');
      else await recordsOf(file);
    }
  };
  await expect(reading()).rejects.toThrow("b.csv.gz's gzip data unpacks to more than 200 times its size");
});
