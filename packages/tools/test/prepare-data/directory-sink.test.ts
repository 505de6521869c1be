import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import promises from 'node:fs/promises';
import { basename, join } from 'node:path';
import { directorySink } from '../../src/prepare-data/directory-sink';
import { ROOT } from '../support/run-command';
import { folderOfEach } from '../support/test-folder';

type Sink = ReturnType<typeof directorySink>;

const home = folderOfEach();
let out: string;
beforeEach(() => void (out = join(home.path, 'out')));

const names = (folder = out): string[] => readdirSync(folder).sort();
const textOf = (name: string): string => readFileSync(join(out, name), 'utf8');
const holding = (...files: string[]): void => {
  mkdirSync(out);
  for (const name of files) writeFileSync(join(out, name), 'old');
};
const written = async (...files: string[]): Promise<Sink> => {
  const sink = directorySink(out);
  for (const name of files) await (await sink.open(name)).end();
  return sink;
};
const staging = (): string => {
  const hidden = names().filter((name) => name.startsWith('.'));
  expect(hidden).toHaveLength(1);
  return join(out, hidden[0]);
};
/** Runs code on a sink in a process that is killed with SIGKILL. */
function killedRun(code: string): void {
  const made = `require('./packages/tools/src/prepare-data/directory-sink').directorySink`;
  const program = `const sink = ${made}(${JSON.stringify(out)});\n${code};`;
  const args = ['-r', './bin/run-typescript.cjs', '-e', program];
  const { signal, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  expect({ signal, stderr }).toEqual({ signal: 'SIGKILL', stderr: '' });
}

it('directorySink shows files only when they are committed, but reads them back before', async () => {
  const sink = directorySink(join(out, 'deep'));
  const file = await sink.open('a.csv');
  await file.write(Buffer.from('one,'));
  await file.write(Buffer.from('two'));
  await file.end();
  const pieces: Buffer[] = [];
  for await (const piece of file.readBack?.() ?? []) pieces.push(Buffer.from(piece));
  expect(Buffer.concat(pieces).toString()).toBe('one,two');
  expect(names(join(out, 'deep')).filter((name) => !name.startsWith('.'))).toEqual([]);
  await sink.commit();
  expect(textOf('deep/a.csv')).toBe('one,two');
  expect(names(join(out, 'deep'))).toEqual(['a.csv']);
});

it('directorySink replaces files of the same name, leaves others alone, and touches nothing outside of the folder, which may be a mount point', async () => {
  holding('a.csv', 'notes.txt');
  utimesSync(home.path, 1, 1);
  await (await written('a.csv')).commit();
  expect(names()).toEqual(['a.csv', 'notes.txt']);
  expect([textOf('a.csv'), textOf('notes.txt')]).toEqual(['', 'old']);
  // Adding or removing an entry changes its folder's mtime.
  expect(statSync(home.path).mtimeMs).toBe(1000);
});

it('directorySink leaves nothing behind when it is aborted, with files ended or not, or none opened, but folders that were there', async () => {
  await directorySink(out).abort();
  const sink = await written('a.csv');
  await (await sink.open('b.csv')).write(Buffer.from('half'));
  await sink.abort();
  expect(names(home.path)).toEqual([]);
  holding();
  const deep = directorySink(join(out, 'deep/out'));
  await deep.open('a.csv');
  await deep.abort();
  expect(names()).toEqual([]);
});

it('directorySink fails before any file has moved when a folder is in the place of one', async () => {
  mkdirSync(join(out, 'b.csv'), { recursive: true });
  const sink = await written('a.csv', 'b.csv');
  await expect(sink.commit()).rejects.toThrow(/b\.csv is a folder; move it away/);
  await sink.abort();
  expect([names(), names(home.path)]).toEqual([['b.csv'], ['out']]);
});

it('directorySink gives files back that were replaced when one cannot be moved', async () => {
  holding('a.csv');
  const sink = await written('a.csv', 'new.csv', 'lost.csv');
  rmSync(join(staging(), 'lost.csv'));
  await expect(sink.commit()).rejects.toThrow(/lost\.csv/);
  await sink.abort();
  expect([names(), names(home.path)]).toEqual([['a.csv'], ['out']]);
  expect(textOf('a.csv')).toBe('old');
});

it('directorySink keeps files that were replaced and cannot be given back, and says where', async () => {
  holding('a.csv');
  const sink = await written('a.csv');
  const kept = staging();
  const { rename } = promises;
  const renaming = jest.spyOn(promises, 'rename').mockImplementation(async (from, to) => {
    // The old file is moved away, and then every further move fails.
    if (!String(to).endsWith('.replaced')) throw new Error('the disk is gone');
    await rename(from, to);
  });
  await expect(sink.commit()).rejects.toThrow(`the disk is gone; what could not be put back is in ${kept}`);
  renaming.mockRestore();
  await sink.abort();
  expect(readFileSync(join(kept, 'a.csv.replaced'), 'utf8')).toBe('old');
});

it('directorySink moves all of the files where it is aborted while it moves them', async () => {
  const all = ['a.csv', 'b.csv', 'c.csv'];
  holding(...all);
  const sink = await written(...all);
  await Promise.all([sink.commit(), Promise.resolve().then(() => sink.abort())]);
  expect(names()).toEqual(all);
  expect(all.map(textOf)).toEqual(['', '', '']);
});

it('directorySink leaves files alone that another run in the same folder has begun', async () => {
  const sinks = [await written('a.csv'), await written('b.csv')];
  for (const sink of sinks) await sink.commit();
  expect(names()).toEqual(['a.csv', 'b.csv']);
});

it('directorySink removes what a killed run has left, and nothing that may be of anybody else', async () => {
  killedRun(`sink.open('a.csv').then(() => process.kill(process.pid, 'SIGKILL'))`);
  const left = staging();
  expect(names(left)).toEqual(['a.csv']);
  const others = [basename(left).replace(/unfinished-\w{8}/, 'unfinished-00000000'), '.unfinished-work'];
  for (const other of others) mkdirSync(join(out, other));
  await (await written('b.csv')).commit();
  expect(names()).toEqual([...others, 'b.csv'].sort());
});

it('directorySink fails where a killed run has left files that it was about to replace, and keeps them', async () => {
  holding('a.csv');
  killedRun(
    `const promises = require('node:fs/promises');
     const { rename } = promises;
     promises.rename = (from, to) => rename(from, to).then(() => process.kill(process.pid, 'SIGKILL'));
     sink.open('a.csv').then((file) => file.end()).then(() => sink.commit())`,
  );
  const left = staging();
  const sink = directorySink(out);
  await expect(sink.open('a.csv')).rejects.toThrow(
    `${left} holds a.csv.replaced of a run that was killed while it replaced files; move back`,
  );
  await sink.abort();
  expect(readFileSync(join(left, 'a.csv.replaced'), 'utf8')).toBe('old');
});

it('directorySink fails when the folder cannot be created, and leaves nothing', async () => {
  writeFileSync(out, 'a file');
  const sink = directorySink(out);
  await expect(sink.open('a.csv')).rejects.toThrow(/out cannot be created \(EEXIST.*\); name another folder/);
  await sink.abort();
  expect(names(home.path)).toEqual(['out']);
});
