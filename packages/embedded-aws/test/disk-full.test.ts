import { Lambda } from '@aws-sdk/client-lambda';
import { S3 } from '@aws-sdk/client-s3';
import fs, { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import { join, sep } from 'node:path';
import { startLocalAws, type LocalAws } from '../src/local-aws';
import { createAdminRole } from './admin-role';
import { deploy } from './lambda/deployed-function';

const BUCKET = 'shop';

describe('the embedded AWS on a full disk', () => {
  let folder: string;
  let aws: LocalAws;
  let s3: S3;
  let complaints: jest.SpyInstance;
  beforeEach(async () => {
    folder = mkdtempSync(join(os.tmpdir(), 'disk-full-'));
    jest.spyOn(os, 'tmpdir').mockReturnValue(folder);
    complaints = jest.spyOn(console, 'error');
    aws = await startLocalAws();
    s3 = new S3({ endpoint: aws.endpoint, forcePathStyle: true, maxAttempts: 1 });
    await s3.createBucket({ Bucket: BUCKET });
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await aws.close();
    rmSync(folder, { recursive: true });
  });

  const full = (): Error =>
    Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });

  it.each([
    ['small', 1_000],
    ['large', 8_000_000],
  ])('fails to put a %s object, says where, and keeps nothing of it', async (_, bytes) => {
    const { createWriteStream, open, close } = fs;
    const write = (...args: unknown[]): void => (args.at(-1) as (error: Error) => void)(full());
    jest
      .spyOn(fs, 'createWriteStream')
      .mockImplementation((path) => createWriteStream(path, { fs: { open, close, write } }));
    const Body = Buffer.alloc(bytes);
    const put = s3.putObject({ Bucket: BUCKET, Key: 'users.csv', Body });
    await expect(put).rejects.toThrow(`No space is left on the disk of ${folder}`);
    expect((await s3.listObjectsV2({ Bucket: BUCKET })).KeyCount).toBe(0);
    expect(filesIn('s3')).toEqual([]);
    expect(complaints).not.toHaveBeenCalled();
  });

  it('fails to create a function, says where, and keeps nothing of it', async () => {
    const lambda = new Lambda({ endpoint: aws.endpoint, maxAttempts: 1 });
    await createAdminRole(aws.endpoint);
    const { writeFileSync } = fs;
    jest.spyOn(fs, 'writeFileSync').mockImplementation((path) => {
      writeFileSync(path, '');
      throw full();
    });
    await expect(deploy(lambda, 'exports.handler = () => {};')).rejects.toThrow(
      `No space is left on the disk of ${folder}`,
    );
    expect(filesIn('lambda')).toEqual([]);
    expect(complaints).not.toHaveBeenCalled();
  });

  /** Files that a service keeps. */
  const filesIn = (service: string): string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.parentPath.split(sep).includes(service))
      .map(({ name }) => name);
});
