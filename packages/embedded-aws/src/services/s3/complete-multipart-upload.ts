import { createHash } from 'node:crypto';
import type { MultipartUpload, Part } from './bucket';
import { WRITE_CONDITIONS } from './bucket-shapes';
import {
  CHECKSUMS,
  CHECKSUM_MEMBERS,
  sentChecksum,
  checksumMembers,
  type Checksum,
  type Digest,
} from './checksum';
import { UPLOAD_MEMBERS, PART_NUMBER } from './multipart-uploads';
import { requireDecryption } from './object-encryption';
import { notifyOfChange } from './object-event';
import { onObject, s3Action } from './s3-action';
import { s3Error } from './s3-errors';
import { newVersionMember } from './versions';

/** Computes the checksum of a completed multipart upload. */
export interface AssembledChecksum {
  /** Feed it the whole object. */
  readonly digest: Digest;
  /** Call once the object has been written. */
  readonly checksum: () => Checksum;
}

/** Undefined for an upload without a checksum algorithm. */
function assembledChecksum(
  { checksum }: MultipartUpload,
  parts: readonly Part[],
): AssembledChecksum | undefined {
  if (!checksum) return undefined;
  const { algorithm, type } = checksum;
  const digest = CHECKSUMS[algorithm].start();
  if (type === 'FULL_OBJECT')
    return { digest, checksum: () => ({ algorithm, type, value: digest.digest().toString('base64') }) };
  const composite = CHECKSUMS[algorithm].start();
  for (const part of parts) composite.update(Buffer.from(part.checksum?.value ?? '', 'base64'));
  const value = `${composite.digest().toString('base64')}-${parts.length}`;
  return { digest, checksum: () => ({ algorithm, type, value }) };
}

const MIN_PART_BYTES = 5 * 1024 * 1024;

/** A part in a CompleteMultipartUpload request. */
export type NamedPart = { readonly PartNumber: number; readonly ETag: string } & Readonly<
  Partial<Record<keyof typeof CHECKSUM_MEMBERS, string>>
>;

/**
 * The parts of the object, in order.
 *
 * @throws AwsError `InvalidPart`, `InvalidPartOrder`, `EntityTooSmall` (any part but the last below 5 MiB)
 */
function selectParts(upload: MultipartUpload, named: readonly NamedPart[]): Part[] {
  const parts = named.map((one, at) => {
    if (at > 0 && one.PartNumber <= named[at - 1].PartNumber) throw s3Error('InvalidPartOrder');
    const part = upload.parts.get(one.PartNumber);
    if (!part || one.ETag.replaceAll('"', '') !== part.file.md5) throw s3Error('InvalidPart');
    const sent = sentChecksum(one);
    if (sent && part.checksum?.algorithm === sent.algorithm && part.checksum.value !== sent.value)
      throw s3Error('InvalidPart');
    return part;
  });
  const small = parts.slice(0, -1).findIndex(({ file }) => file.sizeBytes < MIN_PART_BYTES);
  if (small >= 0)
    throw s3Error(
      'EntityTooSmall',
      `Your proposed upload is smaller than the minimum allowed size: part ${named[small].PartNumber} has ` +
        `${parts[small].file.sizeBytes} bytes, all but the last need ${MIN_PART_BYTES}`,
    );
  return parts;
}

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

    // Removed first, so that a concurrent completion fails; restored if this one fails.
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
      const version = await store.put(bucket, object, input);
      notifyOfChange('CompleteMultipartUpload', bucket, version, store, call);
      await store.removeParts(upload);
      const Location = `${store.platform.endpoint}/${Bucket}/${encodeURIComponent(Key)}`;
      return {
        Location,
        Bucket,
        Key,
        ETag: eTag,
        ...checksumMembers(checksum),
        ...newVersionMember(bucket, version),
      };
    } catch (error) {
      bucket.uploads.set(upload.id, upload);
      throw error;
    }
  },
});

/** MD5 of the parts' MD5s, and their number. */
function multipartETag(md5s: readonly string[]): string {
  const digest = createHash('md5');
  for (const md5 of md5s) digest.update(Buffer.from(md5, 'hex'));
  return `"${digest.digest('hex')}-${md5s.length}"`;
}
