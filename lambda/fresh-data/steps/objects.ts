import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  type S3Client,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';

/** Errors of S3 for an object that was deleted or replaced. */
const CHANGED = new Set(['PreconditionFailed', 'NoSuchKey']);

/** Moves an object. If it was replaced in the meantime, the new file stays. */
export async function moveObject(s3: S3Client, move: ObjectCopy): Promise<void> {
  try {
    await copyObject(s3, move);
    await s3.send(new DeleteObjectCommand({ Bucket: move.bucket, Key: move.from, IfMatch: move.etag }));
  } catch (error) {
    if (!(error instanceof Error && CHANGED.has(error.name))) throw error;
  }
}

/** A copy within a bucket. */
interface ObjectCopy {
  readonly bucket: string;
  readonly from: string;
  readonly to: string;
  /** ETag of the expected version. */
  readonly etag: string;
  readonly bytes: number;
}

/** CopyObject accepts at most 5 GiB; copies of smaller parts finish within the client's time-out. */
const PART_BYTES = 1024 ** 3;

/**
 * Copies an object of any size.
 *
 * @throws Error named `PreconditionFailed` if the object was replaced in the meantime
 */
export async function copyObject(s3: S3Client, copy: ObjectCopy, partBytes = PART_BYTES): Promise<void> {
  const source = {
    CopySource: `${copy.bucket}/${copy.from.split('/').map(encodeURIComponent).join('/')}`,
    CopySourceIfMatch: copy.etag,
  };
  const target = { Bucket: copy.bucket, Key: copy.to };
  if (copy.bytes <= partBytes) {
    // The uploader's tags are not copied, because that would need more permissions.
    await s3.send(new CopyObjectCommand({ ...target, ...source, TaggingDirective: 'REPLACE' }));
    return;
  }
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(target));
  try {
    const Parts: CompletedPart[] = [];
    for (let start = 0; start < copy.bytes; start += partBytes) {
      const PartNumber = Parts.length + 1;
      const CopySourceRange = `bytes=${start}-${Math.min(start + partBytes, copy.bytes) - 1}`;
      const { CopyPartResult } = await s3.send(
        new UploadPartCopyCommand({ ...target, ...source, UploadId, PartNumber, CopySourceRange }),
      );
      Parts.push({ PartNumber, ETag: CopyPartResult?.ETag });
    }
    await s3.send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } }));
  } catch (error) {
    // The bucket's lifecycle rule removes parts that cannot be removed now.
    await s3.send(new AbortMultipartUploadCommand({ ...target, UploadId })).catch(() => undefined);
    throw error;
  }
}
