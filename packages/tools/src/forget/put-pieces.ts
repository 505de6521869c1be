import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  type CompletedPart,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';

/** An object to replace. */
interface Replaced {
  readonly Bucket: string;
  readonly Key: string;
  /** ETag of the object that was read. A newer object is not overwritten. */
  readonly IfMatch: string;
}

/** Size of a part. S3 allows 10,000 parts, so an object may have 156 GiB. */
const PART_BYTES = 16 * 1024 * 1024;

/**
 * Replaces an object of any size atomically. Until then, and after a failure, it is unchanged.
 *
 * @throws Error named `PreconditionFailed` if the object was replaced meanwhile
 */
export async function putPieces(
  s3: S3Client,
  { IfMatch, ...place }: Replaced,
  pieces: AsyncIterable<Buffer>,
  partBytes = PART_BYTES,
): Promise<void> {
  const Parts: CompletedPart[] = [];
  let upload: { readonly UploadId?: string } | undefined;
  const ContentType = 'text/csv';
  // The client sends checksums of parts. S3 accepts them only if the upload was created with the algorithm.
  const ChecksumAlgorithm = 'CRC32';
  const putPart = async (Body: Buffer): Promise<void> => {
    upload ??= await s3.send(new CreateMultipartUploadCommand({ ...place, ContentType, ChecksumAlgorithm }));
    const part = {
      PartNumber: Parts.length + 1,
      UploadId: upload.UploadId,
      ChecksumAlgorithm,
      Body,
    } as const;
    const { ETag, ChecksumCRC32 } = await s3.send(new UploadPartCommand({ ...place, ...part }));
    Parts.push({ PartNumber: part.PartNumber, ETag, ChecksumCRC32 });
  };
  try {
    let rest: Buffer[] = [];
    let bytes = 0;
    for await (const piece of pieces) {
      rest.push(Buffer.from(piece));
      bytes += piece.length;
      if (bytes < partBytes) continue;
      await putPart(Buffer.concat(rest));
      [rest, bytes] = [[], 0];
    }
    if (upload === undefined) {
      await s3.send(new PutObjectCommand({ ...place, IfMatch, ContentType, Body: Buffer.concat(rest) }));
      return;
    }
    if (bytes > 0) await putPart(Buffer.concat(rest));
    const complete = { ...place, UploadId: upload.UploadId, MultipartUpload: { Parts }, IfMatch };
    await s3.send(new CompleteMultipartUploadCommand(complete));
  } catch (error) {
    // This is best effort, so that the original error is reported. The bucket's lifecycle rule removes leftover parts.
    const abort = upload && new AbortMultipartUploadCommand({ ...place, UploadId: upload.UploadId });
    if (abort) await s3.send(abort).catch(() => undefined);
    throw error;
  }
}
