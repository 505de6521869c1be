import { zipSync } from 'fflate';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { fileMatcher, patternsOf } from '../../../src/data/files/file-matcher';
import { openFiles } from '../../../src/data/files/open-files';
import type { ShopFiles } from '../../../src/data/files/shop-files';
import { stored } from '../mapping/memory-shop';
import { makeTar } from '../../../../../test/support/make-tar';

async function contentsOf(files: ShopFiles): Promise<Record<string, string>> {
  const contents: Record<string, string> = {};
  for await (const { path, body } of files.all()) contents[path] = await text(body);
  return contents;
}

const FILES = { 'a.csv': 'x,y\n1,2\n', 'folder/b.csv': `x\n${'long line\n'.repeat(1000)}` };

const bytesOf = Object.entries(FILES).map(([path, content]) => [path, Buffer.from(content)] as const);
const tar = makeTar(bytesOf.map(([path, content]) => ({ path, content })));

it.each<[string, string, Uint8Array, Record<string, string>]>([
  ['a single file, which is itself', 'a.csv', Buffer.from('x'), { 'a.csv': 'x' }],
  ['a zip archive, in place', 'shop.zip', zipSync(Object.fromEntries(bytesOf)), FILES],
  ['a tar archive, one after another', 'shop.tgz', gzipSync(tar), FILES],
])('the files of %s are read', async (_what, name, bytes, contents) => {
  expect(await contentsOf(openFiles(name, stored(Buffer.from(bytes), 5)))).toEqual(contents);
});

it('the files of a zip archive that is none fail with what to do', async () => {
  const none = stored(Buffer.from('no zip at all, but long enough'), 5);
  await expect(contentsOf(openFiles('shop.zip', none))).rejects.toThrow(
    'the archive is no zip archive that can be read',
  );
});

it.each<[string, string, boolean]>([
  ['orders.csv', 'orders.csv', true],
  ['orders.csv', 'export/orders.csv', true],
  ['orders.csv', 'orders.csv.gz', true],
  ['*.csv', '._orders.csv', false],
  ['*.csv', '__MACOSX/orders.csv', false],
  ['orders/*.csv', 'orders/1.csv', true],
  ['orders/*.csv', 'orders/old/1.csv', false],
  ['orders/**/*.csv', 'orders/old/1.csv', true],
])('a glob %s matches %s: %s', (glob, path, isMatch) => {
  expect(fileMatcher([glob])(path)).toBe(isMatch);
});

it('a glob finds, as the patterns of a Glue job, the same files', () => {
  const globs = ['*.csv', 'a/**/*.jsonl', 'orders/2020-*.tsv', 'x/{one,two}.csv'];
  const paths =
    'a.csv a.csv.gz d/a.csv d/a.csv.GZ d/.a.csv a.csv.bak a/b.jsonl a/b/c.jsonl b/c.jsonl orders/2020-1.tsv ' +
    'orders/d/2020-1.tsv x/one.csv x/two.csv.gz x/three.csv';
  for (const glob of globs) {
    const matches = fileMatcher([glob]);
    const patterns = patternsOf([glob]).map((pattern) => new RegExp(pattern));
    const isFound = (path: string): boolean => patterns.some((pattern) => pattern.test(path));
    expect(paths.split(' ').filter(isFound)).toEqual(paths.split(' ').filter(matches));
  }
});
