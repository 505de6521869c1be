import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createMeter } from '../../src/billing/meter';
import { createClock } from '../../src/clock';
import { ObjectFiles } from '../../src/services/s3/object-files';

let folder: string;
let files: ObjectFiles;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'object-files-'));
  files = new ObjectFiles(folder, () => 'file-1', createMeter(createClock()));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('fails with a stream that breaks off, and leaves nothing of it', async () => {
  async function* broken(): AsyncGenerator<Buffer> {
    yield Buffer.alloc(100_000);
    throw new Error('broke off');
  }
  await expect(files.write(Readable.from(broken()))).rejects.toThrow('broke off');
  expect(await readdir(folder)).toEqual([]);
});

it('removes files, and those that are gone as well', async () => {
  const file = await files.write(Readable.from([Buffer.from('ab')]));
  await files.remove([file]);
  await files.remove([file]);
  expect(await readdir(folder)).toEqual([]);
});
