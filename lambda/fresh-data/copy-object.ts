import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  UploadPartCopyCommand,
  type CompletedPart,
  type S3Client,
} from '@aws-sdk/client-s3';

/** What is copied within a bucket. */
export interface ObjectCopy {
  readonly bucket: string;
  readonly from: string;
  readonly to: string;
  /** Of the version that is meant. */
  readonly etag: string;
  readonly bytes: number;
}

/** S3 copies at most 5 GiB at once; smaller parts are answered in good time. */
const PART_BYTES = 1024 ** 3;

/**
 * Copies an object of any size.
 *
 * @throws Error named `PreconditionFailed` where the object is another one by now
 */
export async function copyObject(s3: S3Client, copy: ObjectCopy, partBytes = PART_BYTES): Promise<void> {
  const source = {
    CopySource: `${copy.bucket}/${copy.from.split('/').map(encodeURIComponent).join('/')}`,
    CopySourceIfMatch: copy.etag,
  };
  const target = { Bucket: copy.bucket, Key: copy.to };
  if (copy.bytes <= partBytes) {
    // Tags of whoever dropped it would need permissions of their own.
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
    // The bucket's lifecycle rule removes what cannot be removed now.
    await s3.send(new AbortMultipartUploadCommand({ ...target, UploadId })).catch(() => undefined);
    throw error;
  }
}
