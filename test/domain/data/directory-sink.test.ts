import promises, { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { directorySink } from '../../../domain/data/directory-sink';

describe('directorySink', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'directory-sink-'));
  });
  afterEach(() => rm(home, { recursive: true }));

  it('shows files only when they are committed', async () => {
    const sink = directorySink(join(home, 'deep/out'));
    const file = await sink.open('a.csv');
    await file.write(Buffer.from('one,'));
    await file.write(Buffer.from('two'));
    await file.end();
    await expect(readdir(join(home, 'deep/out'))).rejects.toThrow('ENOENT');
    await sink.commit();
    expect(await readFile(join(home, 'deep/out/a.csv'), 'utf8')).toBe('one,two');
    expect(await readdir(join(home, 'deep'))).toEqual(['out']);
  });

  it('tells what a file has once it has ended', async () => {
    const file = await directorySink(join(home, 'out')).open('a.csv');
    const written = Buffer.alloc(600_000, 'one,two\n');
    await file.write(written);
    await file.end();
    const pieces: Buffer[] = [];
    for await (const piece of file.readBack?.() ?? []) pieces.push(Buffer.from(piece));
    expect(Buffer.concat(pieces).equals(written)).toBe(true);
  });

  it('replaces files of the same name and leaves others alone', async () => {
    await mkdir(join(home, 'out'));
    await writeFile(join(home, 'out/a.csv'), 'old');
    await writeFile(join(home, 'out/notes.txt'), 'mine');
    const sink = directorySink(join(home, 'out'));
    await (await sink.open('a.csv')).end();
    await sink.commit();
    expect(await readFile(join(home, 'out/a.csv'), 'utf8')).toBe('');
    expect(await readFile(join(home, 'out/notes.txt'), 'utf8')).toBe('mine');
  });

  it('leaves nothing behind when it is aborted, with files ended or not', async () => {
    const sink = directorySink(join(home, 'out'));
    await (await sink.open('a.csv')).end();
    await (await sink.open('b.csv')).write(Buffer.from('half'));
    await sink.abort();
    expect(await readdir(home)).toEqual([]);
  });

  it('aborts before anything was opened', async () => {
    await directorySink(join(home, 'out')).abort();
    expect(await readdir(home)).toEqual([]);
  });

  it('fails before any file has moved when a folder is in the place of one', async () => {
    await mkdir(join(home, 'out/b.csv'), { recursive: true });
    const sink = directorySink(join(home, 'out'));
    for (const name of ['a.csv', 'b.csv']) await (await sink.open(name)).end();
    await expect(sink.commit()).rejects.toThrow(/b\.csv is a folder; move it away/);
    await sink.abort();
    expect(await readdir(join(home, 'out'))).toEqual(['b.csv']);
    expect(await readdir(home)).toEqual(['out']);
  });

  it('gives files back that were replaced when one cannot be moved', async () => {
    await mkdir(join(home, 'out'));
    await writeFile(join(home, 'out/a.csv'), 'old');
    const sink = directorySink(join(home, 'out'));
    for (const name of ['a.csv', 'new.csv', 'lost.csv']) await (await sink.open(name)).end();
    const [temporary] = (await readdir(home)).filter((name) => name !== 'out');
    await rm(join(home, temporary, 'lost.csv'));
    await expect(sink.commit()).rejects.toThrow(/lost\.csv/);
    await sink.abort();
    expect(await readdir(home)).toEqual(['out']);
    expect(await readdir(join(home, 'out'))).toEqual(['a.csv']);
    expect(await readFile(join(home, 'out/a.csv'), 'utf8')).toBe('old');
  });

  it('keeps files that were replaced and cannot be given back, and says where', async () => {
    await mkdir(join(home, 'out'));
    await writeFile(join(home, 'out/a.csv'), 'old');
    const sink = directorySink(join(home, 'out'));
    await (await sink.open('a.csv')).end();
    const [temporary] = (await readdir(home)).filter((name) => name !== 'out');
    const { rename } = promises;
    const renaming = jest.spyOn(promises, 'rename').mockImplementation(async (from, to) => {
      // The old file leaves, and nothing moves from then on.
      if (!String(to).endsWith('.replaced')) throw new Error('the disk is gone');
      await rename(from, to);
    });
    const kept = join(home, temporary);
    await expect(sink.commit()).rejects.toThrow(`the disk is gone; what could not be put back is in ${kept}`);
    renaming.mockRestore();
    await sink.abort();
    expect(await readFile(join(kept, 'a.csv.replaced'), 'utf8')).toBe('old');
  });

  it('fails when the folder cannot be made, and leaves nothing', async () => {
    await writeFile(join(home, 'out'), 'a file');
    const sink = directorySink(join(home, 'out'));
    await (await sink.open('a.csv')).end();
    await expect(sink.commit()).rejects.toThrow('EEXIST');
    await sink.abort();
    expect(await readdir(home)).toEqual(['out']);
  });
});
