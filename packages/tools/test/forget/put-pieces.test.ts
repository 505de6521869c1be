import { S3 } from '@aws-sdk/client-s3';
import { localClientConfig } from 'embedded-aws/environment';
import { startLocalAws, type LocalAws } from 'embedded-aws/local-aws';
import { putPieces } from '../../src/forget/put-pieces';

/** Minimum size of a part in S3, except for the last one. */
const PART_BYTES = 5 * 1024 * 1024;
const [Bucket, Key] = ['data', 'file.csv'];

describe('an object that is replaced piece by piece', () => {
  let aws: LocalAws;
  let s3: S3;
  let IfMatch: string;
  beforeEach(async () => {
    aws = await startLocalAws();
    s3 = new S3(localClientConfig(aws.endpoint));
    await s3.createBucket({ Bucket });
    IfMatch = (await s3.putObject({ Bucket, Key, Body: 'old' })).ETag!;
  });
  afterEach(async () => {
    s3.destroy();
    await aws.close();
  });

  async function* pieces(count: number, fails = false): AsyncGenerator<Buffer> {
    for (let n = 0; n < count; n++) yield Buffer.alloc(1024 * 1024, 65 + n);
    if (fails) throw new Error('The file has a bad row.');
  }
  const text = async (): Promise<string> => (await s3.getObject({ Bucket, Key })).Body!.transformToString();

  it.each([0, 1, 12])('has all of them: %i MiB', async (count) => {
    await putPieces(s3, { Bucket, Key, IfMatch }, pieces(count), PART_BYTES);
    expect((await text()).length).toBe(count * 1024 * 1024);
  });

  it.each([
    ['a piece cannot be read', true, undefined, 'The file has a bad row.'],
    ['it was replaced', false, '"0123456789abcdef0123456789abcdef"', 'pre-conditions'],
  ])('fails and stays what it was where %s, and no upload is left', async (_what, fails, other, message) => {
    const place = { Bucket, Key, IfMatch: other ?? IfMatch };
    await expect(putPieces(s3, place, pieces(12, fails), PART_BYTES)).rejects.toThrow(message);
    expect(await text()).toBe('old');
    expect((await s3.listMultipartUploads({ Bucket })).Uploads ?? []).toEqual([]);
  });
});
