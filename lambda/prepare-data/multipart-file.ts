import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  UploadPartCommand,
  type CompletedPart,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { SinkFile } from '../../domain/data/sink';

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
