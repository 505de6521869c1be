import type { MultipartUpload, Part } from './bucket';
import { CHECKSUM_MEMBERS, sentChecksum } from './checksum';
import { s3Error } from './s3-errors';

const MIN_PART_BYTES = 5 * 1024 * 1024;

/** A part as CompleteMultipartUpload names it. */
export type NamedPart = { readonly PartNumber: number; readonly ETag: string } & Readonly<
  Partial<Record<keyof typeof CHECKSUM_MEMBERS, string>>
>;

/**
 * The parts that an object is put together from, in order.
 *
 * @throws AwsError `InvalidPart`, `InvalidPartOrder`, `EntityTooSmall` (any part but the last below 5 MiB)
 */
export function selectParts(upload: MultipartUpload, named: readonly NamedPart[]): Part[] {
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
