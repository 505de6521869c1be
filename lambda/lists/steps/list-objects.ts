import type { S3Client } from '@aws-sdk/client-s3';
import { MANIFEST_KEY, LISTS_PREFIX } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import {
  parseManifest,
  type ListsManifest,
} from '@ecommerce-recommenders/shop-data/contracts/lists/manifest';
import { runObjects, type RunObjects } from '../../runs/run-objects';

/** The JSON objects of lists in the data bucket. */
export interface ListObjects extends RunObjects {
  /** The manifest in service; `undefined` before the first. */
  manifest(): Promise<ListsManifest | undefined>;
}

/** {@link ListObjects} of a bucket. */
export function listObjects(s3: S3Client, bucket: string): ListObjects {
  const objects = runObjects(s3, bucket, LISTS_PREFIX);
  return {
    ...objects,
    async manifest() {
      const text = await objects.get(MANIFEST_KEY);
      return text === undefined ? undefined : parseManifest(text);
    },
  };
}
