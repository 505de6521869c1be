import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  UploadPartCommand,
  type CompletedPart,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Sink, SinkFile } from '../../domain/data/sink';

/**
 * A bucket's folder as a sink: objects appear at the end, when all of their bytes are there.
 *
 * @param admit throws where none of them is to appear any more
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
      // The bucket's lifecycle rule removes what cannot be removed now; the first failure is what counts.
      await Promise.allSettled(files.map((file) => file.abort()));
    },
  };
}

/** Size of every part but the last; S3 allows 10,000 parts, so a file of 78 GiB. */
export const PART_BYTES = 8 * 1024 * 1024;

/**
 * An object that appears only when it is completed. It is uploaded in parts, one of which is in memory; a
 * file that fits into one part waits there and is put at once.
 */
export class MultipartFile implements SinkFile {
  private part = Buffer.alloc(0);
  private partBytes = 0;
  private uploadId: string | undefined;
  private readonly parts: CompletedPart[] = [];

  constructor(
    private readonly s3: S3Client,
    private readonly target: { readonly Bucket: string; readonly Key: string },
  ) {}

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

  /** Makes the object appear. */
  async complete(): Promise<void> {
    if (this.uploadId === undefined) {
      const Body = this.part.subarray(0, this.partBytes);
      await this.s3.send(new PutObjectCommand({ ...this.target, Body, ContentType: 'text/csv' }));
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

  /** Removes the parts that were uploaded. */
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
    // The client sends checksums of parts; S3 takes them only when the upload was begun with the algorithm.
    const ChecksumAlgorithm = 'CRC32';
    if (this.uploadId === undefined) {
      const begun = await this.s3.send(
        new CreateMultipartUploadCommand({ ...this.target, ChecksumAlgorithm, ContentType: 'text/csv' }),
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
 * How much of what was written a function may keep: a third of its memory. The rest is for the program, a part of each
 * upload, and some bytes for each row. Undefined where it is no function.
 */
export function keptBytes({
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: memoryMiB,
}: NodeJS.ProcessEnv): number | undefined {
  return memoryMiB === undefined ? undefined : (Number(memoryMiB) * MIB) / 3;
}
