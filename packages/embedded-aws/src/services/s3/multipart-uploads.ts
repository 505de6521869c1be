import { byKey } from '../../gateway/page';
import type { Shape } from '../../gateway/shape';
import { BUCKET, KEY, WRITE_MEMBERS, ENCODING_TYPE } from './bucket-shapes';
import { CHECKSUM_ALGORITHMS, checksumMember } from './checksum';
import { byUtf8 } from './bucket';
import { itself, keyEncoder, listKeys } from './list-keys';
import { beginEncryption, encryptionMembers } from './object-encryption';
import { checkKey, objectDescription } from './put-object';
import { onWrite, s3Action, onBucket, onObject } from './s3-action';
import { s3Error } from './s3-errors';

/** Identifies an upload. */
export const UPLOAD_MEMBERS = {
  Bucket: BUCKET,
  Key: KEY,
  UploadId: { type: 'string', required: true },
} as const satisfies Record<string, Shape>;

/** Part number. */
export const PART_NUMBER = { type: 'integer', required: true, min: 1, max: 10_000 } as const satisfies Shape;

/** Only CRCs of parts combine into one of the whole object; CRC64NVME has no composite form. */
const FULL_OBJECT = /^CRC/;
const COMPOSITE = /^(?!CRC64)/;

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
    if (algorithm && !(type === 'COMPOSITE' ? COMPOSITE : FULL_OBJECT).test(algorithm))
      throw s3Error(
        'InvalidRequest',
        `The ${type} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
      );
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
    return {
      Bucket,
      Key,
      UploadId: id,
      ChecksumAlgorithm: algorithm,
      ChecksumType: algorithm && type,
      ...encryptionMembers(encryption),
    };
  },
});

const MAX_PAGE = 1000;

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html */
export const listMultipartUploads = s3Action({
  input: {
    Bucket: BUCKET,
    Prefix: { type: 'string' },
    Delimiter: { type: 'string' },
    MaxUploads: { type: 'integer', min: 1, max: MAX_PAGE },
    KeyMarker: { type: 'string' },
    UploadIdMarker: { type: 'string' },
    EncodingType: ENCODING_TYPE,
  },
  permissions: onBucket('s3:ListBucketMultipartUploads'),
  run: (input, store) => {
    const { Bucket, Prefix = '', Delimiter, MaxUploads = MAX_PAGE, KeyMarker, UploadIdMarker } = input;
    const encode = keyEncoder(input.EncodingType);
    const all = [...store.mustFind(Bucket).uploads.values()].sort(
      (a, b) => byUtf8(a.key, b.key) || byKey(({ id }: typeof a) => id)(a, b),
    );
    // For the marker's own key, continue after the marker's upload id.
    const rest = all.filter(
      ({ key, id }) => key !== KeyMarker || (UploadIdMarker !== undefined && id > UploadIdMarker),
    );
    const { entries, commonPrefixes } = listKeys([...new Set(rest.map(({ key }) => key))], itself, {
      prefix: Prefix,
      delimiter: Delimiter,
      maxKeys: Infinity,
    });
    const isBehind = (text: string): boolean => KeyMarker === undefined || byUtf8(text, KeyMarker) >= 0;
    const uploads = rest.filter(({ key }) => entries.includes(key) && isBehind(key));
    const page = uploads.slice(0, MaxUploads);
    const isTruncated = page.length < uploads.length;
    return {
      Bucket,
      Prefix: encode(Prefix),
      Delimiter: Delimiter === undefined ? undefined : encode(Delimiter),
      KeyMarker: encode(KeyMarker ?? ''),
      UploadIdMarker: UploadIdMarker ?? '',
      NextKeyMarker: isTruncated ? encode(page[page.length - 1].key) : undefined,
      NextUploadIdMarker: isTruncated ? page[page.length - 1].id : undefined,
      EncodingType: input.EncodingType,
      MaxUploads,
      IsTruncated: isTruncated,
      Uploads: page.map(({ id, key, initiated, checksum }) => ({
        Key: encode(key),
        UploadId: id,
        Initiated: initiated,
        StorageClass: 'STANDARD',
        Initiator: store.owner,
        Owner: store.owner,
        ChecksumAlgorithm: checksum?.algorithm,
        ChecksumType: checksum?.type,
      })),
      CommonPrefixes: commonPrefixes.filter(isBehind).map((prefix) => ({ Prefix: encode(prefix) })),
    };
  },
});

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html */
export const listParts = s3Action({
  input: {
    ...UPLOAD_MEMBERS,
    MaxParts: { type: 'integer', min: 1 },
    PartNumberMarker: { type: 'integer', min: 0 },
  },
  permissions: onObject('s3:ListMultipartUploadParts'),
  run: ({ Bucket, Key, UploadId, MaxParts = MAX_PAGE, PartNumberMarker = 0 }, store) => {
    const upload = store.mustFindUpload(store.mustFind(Bucket), Key, UploadId);
    const rest = [...upload.parts].filter(([number]) => number > PartNumberMarker).sort(([a], [b]) => a - b);
    const page = rest.slice(0, Math.min(MaxParts, MAX_PAGE));
    const isTruncated = page.length < rest.length;
    return {
      Bucket,
      Key,
      UploadId,
      Initiator: store.owner,
      Owner: store.owner,
      StorageClass: 'STANDARD',
      ChecksumAlgorithm: upload.checksum?.algorithm,
      ChecksumType: upload.checksum?.type,
      PartNumberMarker,
      NextPartNumberMarker: isTruncated ? page[page.length - 1][0] : undefined,
      MaxParts,
      IsTruncated: isTruncated,
      Parts: page.map(([number, { lastModified, eTag, file, checksum }]) => ({
        PartNumber: number,
        LastModified: lastModified,
        ETag: eTag,
        Size: file.sizeBytes,
        ...checksumMember(checksum),
      })),
    };
  },
});

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html */
export const abortMultipartUpload = s3Action({
  input: UPLOAD_MEMBERS,
  permissions: onObject('s3:AbortMultipartUpload'),
  run: async ({ Bucket, Key, UploadId }, store) => {
    const bucket = store.mustFind(Bucket);
    const upload = store.mustFindUpload(bucket, Key, UploadId);
    bucket.uploads.delete(upload.id);
    await store.removeParts(upload);
    return undefined;
  },
});
