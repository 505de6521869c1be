import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  UploadPartCommand,
  type CompletedPart,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Sink, SinkFile } from '@ecommerce-recommenders/shop-data/data/preparation/sink';

/**
 * A sink for a prefix of a bucket. Objects become visible at commit.
 *
 * @param admit throws if the objects are no longer wanted
 */
export function s3Sink(
  s3: S3Client,
  bucket: string,
  prefix: string,
  admit: () => Promise<void> = async () => undefined,
): Sink {
  const files: MultipartFile[] = [];
  return {
    async open(name) {
      const file = new MultipartFile(s3, { Bucket: bucket, Key: `${prefix}${name}` });
      files.push(file);
      return file;
    },
    async commit() {
      await admit();
      for (const file of files) await file.complete();
    },
    async abort() {
      // The bucket's lifecycle rule removes parts that cannot be removed now. The first error is reported.
      await Promise.allSettled(files.map((file) => file.abort()));
    },
  };
}

/** Size of every part but the last. S3 allows 10,000 parts, so files may have 78 GiB. */
export const PART_BYTES = 8 * 1024 * 1024;

/**
 * An object that becomes visible when completed. It is uploaded in parts, one of which is buffered. A file that fits
 * into one part is written with a single PutObject.
 */
class MultipartFile implements SinkFile {
  private part = Buffer.alloc(0);
  private partBytes = 0;
  private uploadId: string | undefined;
  private readonly parts: CompletedPart[] = [];

  constructor(
    private readonly s3: S3Client,
    private readonly target: { readonly Bucket: string; readonly Key: string },
  ) {}

  private get contentType(): string {
    return this.target.Key.endsWith('.json') ? 'application/json' : 'text/csv';
  }

  async write(bytes: Buffer): Promise<void> {
    for (let rest = bytes; rest.length > 0;) {
      if (this.partBytes === PART_BYTES) await this.uploadPart();
      const piece = rest.subarray(0, PART_BYTES - this.partBytes);
      this.append(piece);
      rest = rest.subarray(piece.length);
    }
  }

  async end(): Promise<void> {
    if (this.uploadId !== undefined) await this.uploadPart();
  }

  /** Completes the upload, which makes the object visible. */
  async complete(): Promise<void> {
    if (this.uploadId === undefined) {
      const Body = this.part.subarray(0, this.partBytes);
      await this.s3.send(new PutObjectCommand({ ...this.target, Body, ContentType: this.contentType }));
      return;
    }
    await this.s3.send(
      new CompleteMultipartUploadCommand({
        ...this.target,
        UploadId: this.uploadId,
        MultipartUpload: { Parts: this.parts },
      }),
    );
  }

  /** Aborts the upload and removes its parts. */
  async abort(): Promise<void> {
    if (this.uploadId === undefined) return;
    await this.s3.send(new AbortMultipartUploadCommand({ ...this.target, UploadId: this.uploadId }));
  }

  private append(piece: Buffer): void {
    const length = this.partBytes + piece.length;
    if (length > this.part.length) {
      const larger = Buffer.allocUnsafe(Math.min(PART_BYTES, 2 * length));
      this.part.copy(larger, 0, 0, this.partBytes);
      this.part = larger;
    }
    this.part.set(piece, this.partBytes);
    this.partBytes = length;
  }

  private async uploadPart(): Promise<void> {
    // The client sends checksums of parts. S3 accepts them only if the upload was created with the algorithm.
    const ChecksumAlgorithm = 'CRC32';
    if (this.uploadId === undefined) {
      const begun = await this.s3.send(
        new CreateMultipartUploadCommand({
          ...this.target,
          ChecksumAlgorithm,
          ContentType: this.contentType,
        }),
      );
      this.uploadId = begun.UploadId;
    }
    const PartNumber = this.parts.length + 1;
    const { ETag, ChecksumCRC32 } = await this.s3.send(
      new UploadPartCommand({
        ...this.target,
        UploadId: this.uploadId,
        PartNumber,
        ChecksumAlgorithm,
        Body: this.part.subarray(0, this.partBytes),
      }),
    );
    this.parts.push({ PartNumber, ETag, ChecksumCRC32 });
    this.partBytes = 0;
  }
}

const MIB = 1024 * 1024;

/**
 * Memory for caching written files: a third of the function's. The rest is for the program, the parts being uploaded,
 * and some bytes per row. `undefined` outside of Lambda.
 */
export function keptBytes({
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: memoryMiB,
}: NodeJS.ProcessEnv): number | undefined {
  return memoryMiB === undefined ? undefined : (Number(memoryMiB) * MIB) / 3;
}
