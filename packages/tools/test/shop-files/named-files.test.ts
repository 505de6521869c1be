import { execFileSync } from 'node:child_process';
import { link, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { archiveFile, inArchive, refuseOverwriting, requireWritable } from '../../src/shop-files/named-files';
import { ArchiveError } from '@ecommerce-recommenders/shop-data/data/preparation/archive-error';

const REMEDY = 'name a .tar, .tar.gz or .tgz file with --archive FILE';

describe('an archive of the command line', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'archive-file-'));
  });
  afterEach(() => rm(home, { recursive: true }));

  it('can be read from its start again and again', async () => {
    const path = join(home, 'shop.tar');
    await writeFile(path, 'content');
    const { bytes, open } = await archiveFile(path);
    expect(bytes).toBe(7);
    for (let pass = 0; pass < 2; pass++)
      for await (const piece of await open()) expect(piece.toString()).toBe('content');
  });

  it('fails where it is a folder', async () => {
    await mkdir(join(home, 'shop'));
    await expect(archiveFile(join(home, 'shop'))).rejects.toThrow(`shop is a folder; ${REMEDY}`);
  });

  it('fails for a FIFO, without blocking', async () => {
    const path = join(home, 'pipe');
    execFileSync('mkfifo', [path]);
    await expect(archiveFile(path)).rejects.toThrow(`pipe is a pipe, which can be read only once; ${REMEDY}`);
  });

  it('fails where it is a device', async () => {
    await expect(archiveFile('/dev/zero')).rejects.toThrow(`/dev/zero is a device; ${REMEDY}`);
  });

  it('fails where it is not there', async () => {
    await expect(archiveFile(join(home, 'no.tar'))).rejects.toThrow(`no.tar cannot be read; ${REMEDY}`);
  });

  it('is named in errors about the archive, not in those about its files', async () => {
    const archive = '/data/shop$&.tgz';
    const failing = (error: Error): Promise<never> => inArchive(archive, Promise.reject(error));
    await expect(failing(new ArchiveError("the archive's gzip data is damaged"))).rejects.toThrow(
      "the archive /data/shop$&.tgz's gzip data is damaged",
    );
    await expect(failing(new Error('items.csv, line 2: id is empty'))).rejects.toThrow(/^items\.csv, line 2/);
  });
});

describe('a file that a command will write', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'writable-'));
    mkdirSync(join(folder, 'sub'));
    writeFileSync(join(folder, 'old.json'), '{}');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps what it holds', async () => {
    await requireWritable(join(folder, 'old.json'), '--json FILE');
    expect(readFileSync(join(folder, 'old.json'), 'utf8')).toBe('{}');
  });

  it('is not there before it is written', async () => {
    symlinkSync('elsewhere.json', join(folder, 'link.json'));
    for (const name of ['new.json', 'link.json']) await requireWritable(join(folder, name), '--json FILE');
    expect(readdirSync(folder).sort()).toEqual(['link.json', 'old.json', 'sub']);
  });

  it('may be a device', async () => {
    if (existsSync('/dev/null')) await requireWritable('/dev/null', '--json FILE');
  });

  it.each([
    ['no/new.json', 'its folder does not exist'],
    ['old.json/new.json', 'its parent is not a folder'],
    ['sub', 'it is a folder'],
  ])('fails as %s: %s', async (name, reason) => {
    await expect(requireWritable(join(folder, name), '--json FILE')).rejects.toThrow(
      `${join(folder, name)} cannot be written: ${reason}. Name another with --json FILE.`,
    );
  });
});

describe('a place to write to', () => {
  let home: string;
  let archive: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'refuse-overwriting-'));
    archive = join(home, 'shop.tgz');
    await writeFile(archive, 'shop');
  });
  afterEach(() => rm(home, { recursive: true }));

  it('may be new, or another file', async () => {
    await writeFile(join(home, 'other'), 'shop');
    for (const name of ['new', 'other', 'none/new'])
      await expect(refuseOverwriting(archive, join(home, name), '--out FILE')).resolves.toBeUndefined();
  });

  it('fails where it is the archive, by its path or another', async () => {
    await symlink('shop.tgz', join(home, 'symbolic'));
    await symlink(home, join(home, 'folder'));
    await link(archive, join(home, 'hard'));
    for (const name of ['shop.tgz', './shop.tgz', 'folder/shop.tgz', 'symbolic', 'hard'])
      await expect(refuseOverwriting(archive, `${home}/${name}`, '--out FILE')).rejects.toThrow(
        `${name} is the archive, which would be overwritten; name another place with --out FILE`,
      );
    await expect(refuseOverwriting(join(home, 'symbolic'), archive, '--out FILE')).rejects.toThrow();
  });
});
