import { spawnSync } from 'node:child_process';
import promises, { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { directorySink } from '../../src/prepare-data/directory-sink';

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
    expect(await visible(join(home, 'deep/out'))).toEqual([]);
    await sink.commit();
    expect(await readFile(join(home, 'deep/out/a.csv'), 'utf8')).toBe('one,two');
    expect(await readdir(join(home, 'deep/out'))).toEqual(['a.csv']);
  });

  it('touches nothing outside of the folder, which may be a mount point', async () => {
    await mkdir(join(home, 'out'));
    await utimes(home, 1, 1);
    const sink = directorySink(join(home, 'out'));
    await (await sink.open('a.csv')).end();
    await sink.commit();
    expect(await readdir(join(home, 'out'))).toEqual(['a.csv']);
    // Adding or removing an entry changes its folder's mtime.
    expect((await stat(home)).mtimeMs).toBe(1000);
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
    await rm(join(await stagingIn(join(home, 'out')), 'lost.csv'));
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
    const kept = await stagingIn(join(home, 'out'));
    const { rename } = promises;
    const renaming = jest.spyOn(promises, 'rename').mockImplementation(async (from, to) => {
      // The old file is moved away, and then every further move fails.
      if (!String(to).endsWith('.replaced')) throw new Error('the disk is gone');
      await rename(from, to);
    });
    await expect(sink.commit()).rejects.toThrow(`the disk is gone; what could not be put back is in ${kept}`);
    renaming.mockRestore();
    await sink.abort();
    expect(await readFile(join(kept, 'a.csv.replaced'), 'utf8')).toBe('old');
  });

  it('moves all of the files where it is aborted while it moves them', async () => {
    await mkdir(join(home, 'out'));
    const names = ['a.csv', 'b.csv', 'c.csv'];
    for (const name of names) await writeFile(join(home, 'out', name), 'old');
    const sink = directorySink(join(home, 'out'));
    for (const name of names) await (await sink.open(name)).end();
    await Promise.all([sink.commit(), Promise.resolve().then(() => sink.abort())]);
    expect((await readdir(join(home, 'out'))).sort()).toEqual(names);
    for (const name of names) expect(await readFile(join(home, 'out', name), 'utf8')).toBe('');
  });

  it('leaves files alone that another run in the same folder has begun', async () => {
    const sinks = ['a.csv', 'b.csv'].map((name) => ({ name, sink: directorySink(join(home, 'out')) }));
    for (const { name, sink } of sinks) await (await sink.open(name)).end();
    for (const { sink } of sinks) await sink.commit();
    expect((await readdir(join(home, 'out'))).sort()).toEqual(['a.csv', 'b.csv']);
  });

  it('removes what a killed run has left, and nothing that may be of anybody else', async () => {
    killedRun(join(home, 'out'), `sink.open('a.csv').then(() => process.kill(process.pid, 'SIGKILL'))`);
    const left = await stagingIn(join(home, 'out'));
    expect(await readdir(left)).toEqual(['a.csv']);
    const others = [
      left.replace(/unfinished-\w{8}/, 'unfinished-00000000'),
      join(home, 'out/.unfinished-work'),
    ];
    for (const other of others) await mkdir(other);
    const sink = directorySink(join(home, 'out'));
    await (await sink.open('b.csv')).end();
    await sink.commit();
    expect((await readdir(join(home, 'out'))).sort()).toEqual(
      ['b.csv', ...others.map((other) => basename(other))].sort(),
    );
  });

  it('fails where a killed run has left files that it was about to replace, and keeps them', async () => {
    await mkdir(join(home, 'out'));
    await writeFile(join(home, 'out/a.csv'), 'old');
    killedRun(
      join(home, 'out'),
      `const promises = require('node:fs/promises');
       const { rename } = promises;
       promises.rename = (from, to) => rename(from, to).then(() => process.kill(process.pid, 'SIGKILL'));
       sink.open('a.csv').then((file) => file.end()).then(() => sink.commit())`,
    );
    const left = await stagingIn(join(home, 'out'));
    const sink = directorySink(join(home, 'out'));
    await expect(sink.open('a.csv')).rejects.toThrow(
      `${left} holds a.csv.replaced of a run that was killed while it replaced files; move back`,
    );
    await sink.abort();
    expect(await readFile(join(left, 'a.csv.replaced'), 'utf8')).toBe('old');
  });

  it('fails when the folder cannot be created, and leaves nothing', async () => {
    await writeFile(join(home, 'out'), 'a file');
    const sink = directorySink(join(home, 'out'));
    await expect(sink.open('a.csv')).rejects.toThrow(
      /out cannot be created \(EEXIST.*\); name another folder/,
    );
    await sink.abort();
    expect(await readdir(home)).toEqual(['out']);
  });

  it('leaves no folder behind that it has made when it is aborted, and those that were there', async () => {
    await mkdir(join(home, 'there'));
    const sink = directorySink(join(home, 'there/deep/out'));
    await sink.open('a.csv');
    await sink.abort();
    expect(await readdir(home)).toEqual(['there']);
    expect(await readdir(join(home, 'there'))).toEqual([]);
  });
});

const visible = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => !name.startsWith('.'));

/** Finds the only hidden folder in a folder. */
async function stagingIn(folder: string): Promise<string> {
  const hidden = (await readdir(folder)).filter((name) => name.startsWith('.'));
  expect(hidden).toHaveLength(1);
  return join(folder, hidden[0]);
}

/** Runs code on a sink in a process that is killed with SIGKILL. */
function killedRun(folder: string, code: string): void {
  const root = resolve(__dirname, '../../../..');
  const program = `const sink = require('./packages/tools/src/prepare-data/directory-sink').directorySink(${JSON.stringify(folder)});\n${code};`;
  const { signal, stderr } = spawnSync(process.execPath, ['-r', './bin/run-typescript.cjs', '-e', program], {
    cwd: root,
    encoding: 'utf8',
  });
  expect({ signal, stderr }).toEqual({ signal: 'SIGKILL', stderr: '' });
}
