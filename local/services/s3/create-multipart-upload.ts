import { BUCKET, KEY, WRITE_MEMBERS } from './bucket-shapes';
import { checkKey } from './check-key';
import { CHECKSUM_ALGORITHMS } from './checksum';
import { beginEncryption } from './object-encryption';
import { objectDescription } from './object-description';
import { onWrite, s3Action } from './s3-action';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html */
export const createMultipartUpload = s3Action({
  input: {
    Bucket: BUCKET,
    Key: KEY,
    ...WRITE_MEMBERS,
    ChecksumAlgorithm: { type: 'string', enum: CHECKSUM_ALGORITHMS },
    ChecksumType: { type: 'string', enum: ['COMPOSITE', 'FULL_OBJECT'] },
  },
  permissions: onWrite,
  run: async (input, store, { caller }) => {
    const { Bucket, Key, ChecksumAlgorithm: algorithm, ChecksumType } = input;
    const bucket = store.mustFind(Bucket);
    checkKey(Key);
    const type = ChecksumType ?? (algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE');
    const encryption = await beginEncryption(input, bucket, store, caller);
    const id = store.platform.newId().replaceAll('-', '');
    bucket.uploads.set(id, {
      ...objectDescription(input),
      id,
      key: Key,
      initiated: store.now(),
      checksum: algorithm && { algorithm, type },
      encryption,
      parts: new Map(),
    });
    return { Bucket, Key, UploadId: id, ChecksumAlgorithm: algorithm, ChecksumType: algorithm && type };
  },
});
