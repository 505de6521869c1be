import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { createGunzip, gzipSync } from 'node:zlib';
import { startLocalAws, type LocalAws } from 'embedded-aws/local-aws';
import { apart, seedProcess } from './seeded-process';

describe('a seeded process', () => {
  let aws: LocalAws;
  let unseed: () => void;
  beforeAll(async () => {
    aws = await startLocalAws({ speed: 0 });
  });
  beforeEach(() => {
    unseed = seedProcess(1, aws);
  });
  afterEach(() => unseed());
  afterAll(() => aws.close());

  const draws = (): unknown[] => [
    Math.random(),
    randomUUID(),
    crypto.randomUUID(),
    randomBytes(8).toString('hex'),
    randomInt(1_000),
    randomInt(5, 1_000),
  ];

  it('draws the same numbers again, whatever draws apart from it, and others when it is over', () => {
    const first = draws();
    unseed();
    unseed = seedProcess(1, aws);
    expect(apart(draws)).not.toEqual(first);
    expect(draws()).toEqual(first);
    unseed();
    expect(draws()).not.toEqual(draws());
  });

  it('measures on the embedded clock', async () => {
    const before = performance.now();
    await aws.clock.advance(5);
    expect(performance.now() - before).toBe(5);
  });

  it('reads and unpacks files within one turn of the event loop, and fails as before', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'files-'));
    try {
      const file = join(folder, 'file');
      writeFileSync(file, gzipSync('content'));
      const found: string[] = [];
      void text(createReadStream(file).pipe(createGunzip())).then((read) => found.push(read));
      void open(file).then(async (handle) =>
        found.push(await text(handle.createReadStream({ start: 1, end: 2 }))),
      );
      for (let turn = 0; turn < 2; turn += 1) await setImmediate();
      expect(found.sort()).toEqual([gzipSync('').subarray(1, 3).toString(), 'content'].sort());
      await expect(readFile(join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('connects without sockets', async () => {
    const connect = jest.spyOn(aws, 'connect');
    unseed();
    unseed = seedProcess(1, aws);
    const s3 = new S3Client({ endpoint: aws.endpoint, forcePathStyle: true });
    await expect(s3.send(new GetObjectCommand({ Bucket: 'none', Key: 'none' }))).rejects.toThrow('bucket');
    expect(connect).toHaveBeenCalledTimes(1);
    s3.destroy();
  });
});
