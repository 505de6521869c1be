import type { S3Client } from '@aws-sdk/client-s3';
import type { DataSource } from '@ecommerce-recommenders/shop-data/data/data-source';
import { fileOf, type ShopFiles } from '@ecommerce-recommenders/shop-data/data/files/shop-files';
import { listFiles } from '../list-files';
import { s3Archive } from '../prepare-data/s3-archive';

/**
 * The objects below a prefix as a shop's files, in order of key. They are listed once: objects that arrive later are
 * not read, and reading fails if one is replaced in the meantime.
 */
export function sourceFiles(s3: S3Client, { bucket, prefix }: DataSource): ShopFiles {
  const list = async () =>
    (await listFiles(s3, bucket, prefix)).map(({ path }) => ({
      path,
      open: s3Archive(s3, bucket, `${prefix}${path}`, 'file'),
    }));
  let listed: ReturnType<typeof list> | undefined;
  return {
    name: `s3://${bucket}/${prefix}`,
    async *all() {
      for (const { path, open } of await (listed ??= list())) yield fileOf(path, open);
    },
  };
}
