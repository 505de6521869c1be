import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { archiveFile, inArchive } from '../../cli/archive-file';
import { ArchiveError } from '../../domain/data/archive-error';

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

  it('fails where it is a pipe, without waiting for who writes to it', async () => {
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

  it('is named in what is wrong with it as a whole, and not where its files are', async () => {
    const archive = { path: '/data/shop$&.tgz', bytes: 0, open: () => Promise.reject(new Error()) };
    const failing = (error: Error): Promise<never> => inArchive(archive, Promise.reject(error));
    await expect(failing(new ArchiveError("the archive's gzip data is damaged"))).rejects.toThrow(
      "the archive /data/shop$&.tgz's gzip data is damaged",
    );
    await expect(failing(new Error('items.csv, line 2: id is empty'))).rejects.toThrow(/^items\.csv, line 2/);
  });
});
