import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { listFiles } from '../source/list-files';

/** Text objects in the data bucket. */
export interface StoredText {
  /** Reads an object; `undefined` if it does not exist. */
  get(key: string, signal: AbortSignal): Promise<string | undefined>;
  put(key: string, text: string, signal: AbortSignal): Promise<void>;
  /** Lists the keys below a prefix. */
  list(prefix: string): Promise<string[]>;
}

/** Without permission to list the bucket, S3 reports a missing object as AccessDenied. */
export const ABSENT: readonly string[] = ['NoSuchKey', 'AccessDenied'];

/** {@link StoredText} of a bucket. */
export const storedText = (s3: S3Client, Bucket: string): StoredText => ({
  async get(Key, abortSignal) {
    try {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }), { abortSignal });
      return await Body?.transformToString();
    } catch (error) {
      if (ABSENT.includes((error as Error).name)) return undefined;
      throw error;
    }
  },
  async put(Key, Body, abortSignal) {
    await s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'application/json' }), {
      abortSignal,
    });
  },
  list: async (prefix) => (await listFiles(s3, Bucket, prefix)).map(({ path }) => `${prefix}${path}`),
});
