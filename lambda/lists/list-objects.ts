import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { MANIFEST_KEY, LISTS_PREFIX } from '@ecommerce-recommenders/shop-data/lists/list-places';
import { parseManifest, type ListsManifest } from '@ecommerce-recommenders/shop-data/lists/manifest';

/** The JSON objects of lists in the data bucket. */
export interface ListObjects {
  /** Text of an object; `undefined` where there is none. */
  get(key: string): Promise<string | undefined>;
  put(key: string, value: unknown): Promise<void>;
  /** The manifest in service; `undefined` before the first. */
  manifest(): Promise<ListsManifest | undefined>;
  /** Names of the runs that have files, oldest first. */
  runs(): Promise<string[]>;
}

/** {@link ListObjects} of a bucket. */
export function listObjects(s3: S3Client, Bucket: string): ListObjects {
  const get = async (Key: string): Promise<string | undefined> => {
    try {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      return await Body?.transformToString();
    } catch (error) {
      if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
      throw error;
    }
  };
  return {
    get,
    async put(Key, value) {
      const Body = JSON.stringify(value);
      await s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'application/json' }));
    },
    async manifest() {
      const text = await get(MANIFEST_KEY);
      return text === undefined ? undefined : parseManifest(text);
    },
    async runs() {
      const { CommonPrefixes = [] } = await s3.send(
        new ListObjectsV2Command({ Bucket, Prefix: LISTS_PREFIX, Delimiter: '/' }),
      );
      return CommonPrefixes.map(({ Prefix = '' }) => Prefix.slice(LISTS_PREFIX.length, -1)).sort();
    },
  };
}
