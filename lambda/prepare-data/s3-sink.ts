import type { S3Client } from '@aws-sdk/client-s3';
import type { Sink } from '../../domain/data/sink';
import { MultipartFile } from './multipart-file';

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
