import { GetObjectCommand, HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { Readable } from 'node:stream';
import type { StoredFile } from '@ecommerce-recommenders/shop-data/data/files/open-files';
import { s3Archive } from '../prepare-data/s3-archive';

/** An object that can be read as a whole or in ranges, which zip archives need. */
export function storedObject(s3: S3Client, Bucket: string, Key: string): StoredFile {
  let etag: string | undefined;
  return {
    open: s3Archive(s3, Bucket, Key),
    sizeBytes: async () => {
      const { ContentLength = 0, ETag } = await s3.send(new HeadObjectCommand({ Bucket, Key }));
      etag = ETag;
      return ContentLength;
    },
    range: async (start, end) => {
      // S3 rejects empty ranges.
      if (end <= start) return Readable.from([]);
      const Range = `bytes=${start}-${end - 1}`;
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, Range, IfMatch: etag }));
      if (Body instanceof Readable) return Body;
      throw new Error(`The archive s3://${Bucket}/${Key} has no content.`);
    },
  };
}
