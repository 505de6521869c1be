import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createMeter } from '../../src/billing/meter';
import { createClock } from '../../src/clock';
import { ObjectFiles } from '../../src/services/s3/object-files';

let folder: string;
let files: ObjectFiles;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'object-files-'));
  let count = 0;
  files = new ObjectFiles(folder, () => `file-${(count += 1)}`, createMeter(createClock()));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const bytes = (...chunks: string[]): Readable => Readable.from(chunks.map((chunk) => Buffer.from(chunk)));

it('writes a stream, and knows its size and its MD5', async () => {
  const file = await files.write(bytes('1234', '56789'));
  expect(file).toEqual({
    path: join(folder, 'file-1'),
    sizeBytes: 9,
    md5: '25f9e794323b453885f5181f1b624d0b',
  });
  expect((await buffer(await files.read(file))).toString()).toBe('123456789');
  expect((await buffer(await files.read(file, { first: 2, last: 4 }))).toString()).toBe('345');
});

it('reads several files as one', async () => {
  const parts = [await files.write(bytes('ab')), await files.write(bytes()), await files.write(bytes('c'))];
  expect((await buffer(files.readAll(parts))).toString()).toBe('abc');
});

it('fails with a stream that breaks off, and leaves nothing of it', async () => {
  async function* broken(): AsyncGenerator<Buffer> {
    yield Buffer.alloc(100_000);
    throw new Error('broke off');
  }
  await expect(files.write(Readable.from(broken()))).rejects.toThrow('broke off');
  expect(await readdir(folder)).toEqual([]);
});

it('removes files, and those that are gone as well', async () => {
  const file = await files.write(bytes('ab'));
  await files.remove([file]);
  await files.remove([file]);
  expect(await readdir(folder)).toEqual([]);
});
