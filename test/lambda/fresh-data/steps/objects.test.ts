import { copyObject } from '../../../../lambda/fresh-data/steps/objects';
import { listFiles } from '../../../../lambda/source/list-files';
import { FakeBucket } from '../../support/fake-s3';

describe('copyObject', () => {
  let bucket: FakeBucket;
  let copy: Parameters<typeof copyObject>[1];
  beforeEach(async () => {
    bucket = new FakeBucket();
    bucket.partBytes = 0;
    bucket.put('a folder/ü+%.csv', '0123456789');
    const [{ etag, bytes }] = await listFiles(bucket.client, 'data', 'a folder/');
    copy = { bucket: 'data', from: 'a folder/ü+%.csv', to: 'copy', etag, bytes };
  });

  it.each([100, 10, 9, 3])('copies 10 bytes in parts of %i, unless they were replaced', async (partBytes) => {
    await copyObject(bucket.client, copy, partBytes);
    expect(bucket.text('copy')).toBe('0123456789');
    bucket.remove('copy');
    bucket.put('a folder/ü+%.csv', 'other text');
    const failed = copyObject(bucket.client, copy, partBytes);
    await expect(failed).rejects.toMatchObject({ name: 'PreconditionFailed' });
    expect(bucket.keys()).toEqual(['a folder/ü+%.csv']);
  });
});
