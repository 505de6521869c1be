import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '@ecommerce-recommenders/csv/data-error';
import { parseMapping } from '@ecommerce-recommenders/shop-data/data/mapping/parse-mapping';
import { archiveFile, refuseOverwriting, requireWritable } from '../../src/shop-files/named-files';
import { filePieces } from '../../src/shop-files/file-pieces';
import { profileOf } from '../../src/shop-files/opened-shop';
import { folderOfEach } from '../support/test-folder';

const folder = folderOfEach();
const at = (name: string): string => join(folder.path, name);

it('an archive of the command line can be read from its start again and again', async () => {
  writeFileSync(at('shop.tar'), 'content');
  const { bytes, open } = await archiveFile(at('shop.tar'));
  expect(bytes).toBe(7);
  for (let pass = 0; pass < 2; pass++)
    for await (const piece of await open()) expect(piece.toString()).toBe('content');
});

it('an archive of the command line fails without blocking where it is a FIFO or a device', async () => {
  const remedy = 'name a .tar, .tar.gz or .tgz file with --archive FILE';
  execFileSync('mkfifo', [at('pipe')]);
  await expect(archiveFile(at('pipe'))).rejects.toThrow(
    `pipe is a pipe, which can be read only once; ${remedy}`,
  );
  await expect(archiveFile('/dev/zero')).rejects.toThrow(`/dev/zero is a device; ${remedy}`);
});

it('a file that a command will write keeps what it holds, is not there before it is written, and may be a device', async () => {
  const check = (path: string) => requireWritable(path, '--json FILE');
  mkdirSync(at('sub'));
  writeFileSync(at('old.json'), '{}');
  symlinkSync('elsewhere.json', at('link.json'));
  for (const path of [at('old.json'), at('new.json'), at('link.json'), '/dev/null']) await check(path);
  expect(readFileSync(at('old.json'), 'utf8')).toBe('{}');
  expect(readdirSync(folder.path).sort()).toEqual(['link.json', 'old.json', 'sub']);
  for (const [name, reason] of [
    ['no/new.json', 'its folder does not exist'],
    ['old.json/new.json', 'its parent is not a folder'],
    ['sub', 'it is a folder'],
  ])
    await expect(check(at(name))).rejects.toThrow(
      `${at(name)} cannot be written: ${reason}. Name another with --json FILE.`,
    );
});

it('a place to write to is refused where it is the archive, by its path or another, not where it is new or another file', async () => {
  const refused = (archive: string, place: string) =>
    refuseOverwriting(at(archive), `${folder.path}/${place}`, '--out FILE');
  for (const name of ['shop.tgz', 'other']) writeFileSync(at(name), 'shop');
  for (const name of ['new', 'other', 'none/new'])
    await expect(refused('shop.tgz', name)).resolves.toBeUndefined();
  symlinkSync('shop.tgz', at('symbolic'));
  symlinkSync(folder.path, at('folder'));
  linkSync(at('shop.tgz'), at('hard'));
  for (const name of ['shop.tgz', './shop.tgz', 'folder/shop.tgz', 'symbolic', 'hard'])
    await expect(refused('shop.tgz', name)).rejects.toThrow(
      `${name} is the archive, which would be overwritten; name another place with --out FILE`,
    );
  await expect(refused('symbolic', 'shop.tgz')).rejects.toThrow();
});

it.each([
  ['opened', 'none.csv', 'ENOENT'],
  ['read', '.', 'EISDIR'],
])('a file that cannot be %s fails as an error of the data, which names the file', async (_, name, code) => {
  const path = join(__dirname, name);
  const failing = filePieces(path).next();
  await expect(failing).rejects.toThrow(DataError);
  await expect(failing).rejects.toThrow(`${path} cannot be read: ${code}: `);
});

const data = parseMapping({
  interactions: {
    files: 'orders.csv',
    ...{ user: 'who', item: 'what', event: { constant: 'Purchase' } },
    time: { column: 'when', format: 'seconds' },
    shown: { name: 'name', price: 'price' },
  },
});

const profiled = (maxBadRows: number, ...lines: readonly string[]): ReturnType<typeof profileOf> => {
  writeFileSync(at('orders.csv'), ['who,what,when,name,price', ...lines, ''].join('\n'));
  const options = { archive: folder.path, data, maxBadRows, eventTypes: {}, holdout: 0 };
  return profileOf(options, new Date('2026-01-01T00:00:00Z'));
};

it('the profile of a shop whose items are only shown has no items, and tells of their rows', async () => {
  const { profile, reports } = await profiled(0, 'u1,a,1600000000,Lamp,2.5', 'u2,b,1600000001,Cup,');
  expect(profile.items).toBeUndefined();
  expect(profile.datasets.ITEMS).toBeUndefined();
  expect(reports).toMatchObject([
    { type: 'INTERACTIONS', rows: 2 },
    { type: 'ITEMS', rows: 2, bad: [] },
  ]);
});

it('the profile of a shop whose items are only shown fails on a price that the preparation would refuse', async () => {
  await expect(profiled(0, 'u1,a,1600000000,Lamp,dear')).rejects.toThrow(
    'price cannot be read as a number (orders.csv, line 2: "dear")',
  );
});
