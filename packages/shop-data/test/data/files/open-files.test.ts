import { zipSync } from 'fflate';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'tar';
import { fileMatcher, patternsOf } from '../../../src/data/files/file-matcher';
import { openFiles, type StoredFile } from '../../../src/data/files/open-files';
import type { ShopFiles } from '../../../src/data/files/shop-files';

const stored = (bytes: Buffer): StoredFile => ({
  open: async () => pieces(bytes),
  sizeBytes: async () => bytes.length,
  range: async (start, end) => pieces(bytes.subarray(start, end)),
});

async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  const memory = Buffer.alloc(5);
  for (let at = 0; at < bytes.length; at += memory.length)
    yield memory.subarray(0, bytes.copy(memory, 0, at));
}

async function contentsOf(files: ShopFiles): Promise<Record<string, string>> {
  const contents: Record<string, string> = {};
  for await (const { path, body } of files.all()) {
    contents[path] = '';
    for await (const piece of body) contents[path] += piece.toString();
  }
  return contents;
}

const FILES = { 'a.csv': 'x,y\n1,2\n', 'folder/b.csv': `x\n${'long line\n'.repeat(1000)}` };

describe('the files of', () => {
  it('a single file are itself', async () => {
    expect(await contentsOf(openFiles('a.csv', stored(Buffer.from('x'))))).toEqual({ 'a.csv': 'x' });
  });

  it('a zip archive are read in place', async () => {
    const zip = zipSync(
      Object.fromEntries(Object.entries(FILES).map(([path, text]) => [path, Buffer.from(text)])),
    );
    expect(await contentsOf(openFiles('shop.zip', stored(Buffer.from(zip))))).toEqual(FILES);
  });

  it('a tar archive are read one after another', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'open-files-'));
    try {
      writeFileSync(join(folder, 'a.csv'), FILES['a.csv']);
      const bytes = await create({ cwd: folder, gzip: true }, ['a.csv']).concat();
      expect(await contentsOf(openFiles('shop.tgz', stored(bytes)))).toEqual({ 'a.csv': FILES['a.csv'] });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('a zip archive that is none fail with what to do', async () => {
    await expect(
      contentsOf(openFiles('shop.zip', stored(Buffer.from('no zip at all, but long enough')))),
    ).rejects.toThrow('the archive is no zip archive that can be read');
  });
});

describe('a glob', () => {
  it.each<[string, string, boolean]>([
    ['orders.csv', 'orders.csv', true],
    ['orders.csv', 'export/orders.csv', true],
    ['orders.csv', 'orders.csv.gz', true],
    ['*.csv', '._orders.csv', false],
    ['*.csv', '__MACOSX/orders.csv', false],
    ['orders/*.csv', 'orders/1.csv', true],
    ['orders/*.csv', 'orders/old/1.csv', false],
    ['orders/**/*.csv', 'orders/old/1.csv', true],
  ])('%s matches %s: %s', (glob, path, isMatch) => {
    expect(fileMatcher([glob])(path)).toBe(isMatch);
  });

  it('finds, as the patterns of a Glue job, the same files', () => {
    const globs = ['*.csv', 'a/**/*.jsonl', 'orders/2020-*.tsv', 'x/{one,two}.csv'];
    const paths = [
      'a.csv',
      'a.csv.gz',
      'd/a.csv',
      'd/a.csv.GZ',
      'd/.a.csv',
      'a.csv.bak',
      'a/b.jsonl',
      'a/b/c.jsonl',
      'b/c.jsonl',
      'orders/2020-1.tsv',
      'orders/d/2020-1.tsv',
      'x/one.csv',
      'x/two.csv.gz',
      'x/three.csv',
    ];
    for (const glob of globs) {
      const matches = fileMatcher([glob]);
      const patterns = patternsOf([glob]).map((pattern) => new RegExp(pattern));
      const isFound = (path: string): boolean => patterns.some((pattern) => pattern.test(path));
      expect(paths.filter(isFound)).toEqual(paths.filter(matches));
    }
  });
});
