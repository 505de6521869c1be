import type { Readable } from 'node:stream';
import type { Bucket, MultipartUpload, Part } from './bucket';
import { BODY_MEMBERS } from './bucket-shapes';
import { CHECKSUMS, checksumMember, sentChecksum, type Checksum } from './checksum';
import { COPY_MEMBERS, copySource } from './copy-source';
import { PART_NUMBER, UPLOAD_MEMBERS } from './multipart-uploads';
import { encryptionMembers, requireDecryption } from './object-encryption';
import type { ByteRange } from './object-files';
import { onObject, s3Action, onCopy } from './s3-action';
import { s3Error } from './s3-errors';
import type { S3Store } from './s3-store';
import { readableBody } from './verified-body';

/**
 * Stores a part, replacing one of the same number. Fails if the upload has ended meanwhile.
 *
 * @param sent - the checksum sent with the body, once that has been read
 * @throws AwsError `NoSuchUpload`
 */
async function receivePart(
  store: S3Store,
  bucket: Bucket,
  upload: MultipartUpload,
  partNumber: number,
  body: Readable,
  sent: () => Checksum | undefined,
): Promise<Part> {
  const algorithm = upload.checksum?.algorithm;
  const digest = algorithm && CHECKSUMS[algorithm].start();
  const file = await store.files.write(body, digest ? [digest] : []);
  if (bucket.uploads.get(upload.id) !== upload) {
    await store.files.remove([file]);
    throw s3Error('NoSuchUpload');
  }
  const checksum: Checksum | undefined =
    algorithm && digest
      ? { algorithm, value: digest.digest().toString('base64'), type: 'FULL_OBJECT' }
      : sent();
  const part: Part = { file, eTag: `"${file.md5}"`, lastModified: store.now(), checksum };
  const replaced = upload.parts.get(partNumber);
  upload.parts.set(partNumber, part);
  if (replaced) await store.files.remove([replaced.file]);
  return part;
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html */
export const uploadPart = s3Action({
  input: { ...UPLOAD_MEMBERS, PartNumber: PART_NUMBER, ...BODY_MEMBERS },
  permissions: onObject('s3:PutObject'),
  run: async (input, store, { caller, trailers }) => {
    const bucket = store.mustFind(input.Bucket);
    const upload = store.mustFindUpload(bucket, input.Key, input.UploadId);
    await requireDecryption(upload.encryption, store, caller);
    const body = readableBody(input.Body);
    const sent = (): ReturnType<typeof sentChecksum> => sentChecksum(input, trailers);
    const { eTag, checksum } = await receivePart(store, bucket, upload, input.PartNumber, body, sent);
    return { ETag: eTag, ...encryptionMembers(upload.encryption), ...checksumMember(checksum) };
  },
});

/** Unlike for reads, the object must contain the whole range. @throws AwsError `InvalidArgument` */
function partRange(header: string | undefined, sizeBytes: number): ByteRange | undefined {
  if (header === undefined) return undefined;
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(header)!.map(Number);
  if (first <= last && last < sizeBytes) return { first, last };
  throw s3Error('InvalidArgument', `Range specified is not valid for source object of size: ${sizeBytes}`);
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html */
export const uploadPartCopy = s3Action({
  input: {
    ...COPY_MEMBERS,
    ...UPLOAD_MEMBERS,
    PartNumber: PART_NUMBER,
    CopySourceRange: { type: 'string', pattern: /bytes=\d+-\d+/ },
  },
  permissions: onCopy,
  run: async (input, store, call) => {
    const { caller } = call;
    const bucket = store.mustFind(input.Bucket);
    const upload = store.mustFindUpload(bucket, input.Key, input.UploadId);
    const { object: source, member: sourceMember } = copySource(input, store, call);
    const { file, encryption } = source;
    for (const one of [encryption, upload.encryption]) await requireDecryption(one, store, caller);
    const body = await store.files.read(file, partRange(input.CopySourceRange, file.sizeBytes));
    const part = await receivePart(store, bucket, upload, input.PartNumber, body, () => undefined);
    return {
      CopyPartResult: { LastModified: part.lastModified, ETag: part.eTag, ...checksumMember(part.checksum) },
      ...encryptionMembers(upload.encryption),
      ...sourceMember,
    };
  },
});
