import type { Readable } from 'node:stream';
import type { Bucket, MultipartUpload, Part } from './bucket';
import { CHECKSUMS, type Checksum } from './checksum';
import { s3Error } from './s3-errors';
import type { S3Store } from './s3-store';

/**
 * Stores a part, in place of the one that has its number. An upload that has ended meanwhile takes none.
 *
 * @param sent - the checksum that came with the body, once that has been read
 * @throws AwsError `NoSuchUpload`
 */
export async function receivePart(
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
