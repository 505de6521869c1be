import { createHash } from 'node:crypto';
import { WRITE_CONDITIONS } from './bucket-shapes';
import { CHECKSUM_MEMBERS, checksumMembers, sentChecksum } from './checksum';
import { assembledChecksum } from './assembled-checksum';
import { requireDecryption } from './object-encryption';
import { tellOfObject } from './object-event';
import { UPLOAD_MEMBERS, PART_NUMBER } from './part-shapes';
import { onObject, s3Action } from './s3-action';
import { s3Error } from './s3-errors';
import { selectParts } from './select-parts';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html */
export const completeMultipartUpload = s3Action({
  input: {
    ...UPLOAD_MEMBERS,
    MultipartUpload: {
      type: 'structure',
      required: true,
      fields: {
        Parts: {
          type: 'list',
          required: true,
          min: 1,
          max: 10_000,
          of: {
            type: 'structure',
            fields: {
              PartNumber: PART_NUMBER,
              ETag: { type: 'string', required: true },
              ...CHECKSUM_MEMBERS,
            },
          },
        },
      },
    },
    MpuObjectSize: { type: 'integer' },
    ChecksumType: { type: 'string', enum: ['COMPOSITE', 'FULL_OBJECT'] },
    ...CHECKSUM_MEMBERS,
    ...WRITE_CONDITIONS,
  },
  permissions: onObject('s3:PutObject'),
  run: async (input, store, call) => {
    const { caller } = call;
    const { Bucket, Key, MultipartUpload, MpuObjectSize, ChecksumType } = input;
    const bucket = store.mustFind(Bucket);
    const upload = store.mustFindUpload(bucket, Key, input.UploadId);
    const parts = selectParts(upload, MultipartUpload.Parts);
    const sizeBytes = parts.reduce((sum, { file }) => sum + file.sizeBytes, 0);
    if (MpuObjectSize !== undefined && MpuObjectSize !== sizeBytes)
      throw s3Error(
        'InvalidRequest',
        `The parts have ${sizeBytes} bytes, x-amz-mp-object-size says ${MpuObjectSize}`,
      );
    if (ChecksumType !== undefined && upload.checksum && ChecksumType !== upload.checksum.type)
      throw s3Error('InvalidRequest', `The upload was begun with the checksum type ${upload.checksum.type}`);

    await requireDecryption(upload.encryption, store, caller);

    // From here on the upload is nobody else's; it comes back if it cannot be completed.
    bucket.uploads.delete(upload.id);
    try {
      const assembled = assembledChecksum(upload, parts);
      const file = await store.files.write(
        store.files.readAll(parts.map((part) => part.file)),
        assembled ? [assembled.digest] : [],
      );
      const checksum = assembled?.checksum();
      const expected = sentChecksum(input);
      const eTag = multipartETag(parts.map((part) => part.file.md5));
      const { key, headers, metadata, tags, encryption } = upload;
      if (
        expected &&
        checksum &&
        expected.algorithm === checksum.algorithm &&
        expected.value !== checksum.value
      ) {
        await store.files.remove([file]);
        throw s3Error(
          'BadDigest',
          `The ${expected.algorithm} you specified did not match the calculated checksum.`,
        );
      }
      const lastModified = store.now();
      const object = { key, headers, metadata, tags, file, eTag, checksum, encryption, lastModified };
      await store.put(bucket, object, input);
      tellOfObject('CompleteMultipartUpload', bucket, object, store, call);
      await store.removeParts(upload);
      const Location = `${store.platform.endpoint}/${Bucket}/${encodeURIComponent(Key)}`;
      return { Location, Bucket, Key, ETag: eTag, ...checksumMembers(checksum) };
    } catch (error) {
      bucket.uploads.set(upload.id, upload);
      throw error;
    }
  },
});

/** MD5 of the MD5s of the parts, and how many those are. */
function multipartETag(md5s: readonly string[]): string {
  const digest = createHash('md5');
  for (const md5 of md5s) digest.update(Buffer.from(md5, 'hex'));
  return `"${digest.digest('hex')}-${md5s.length}"`;
}
