import type { S3 } from '@aws-sdk/client-s3';
import { partsFolder } from '@ecommerce-recommenders/shop-data/data/data-source';
import { readArchive } from '@ecommerce-recommenders/shop-data/data/preparation/read-archive';
import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { ShopAccount } from './shop-account';
import { inPieces } from '../../packages/csv/test/rows-of';

/** Lines of interactions per part. */
const PART_LINES = 700;

/** Puts an archive's tables into the shop's own bucket, the interactions in several parts. */
export async function putCsvParts(s3: S3, Bucket: string, ...tables: [string, Buffer]): Promise<void> {
  await s3.createBucket({ Bucket });
  await putCsvPartsInto(s3, Bucket, ...tables);
}

/** The same, into a bucket that exists. */
export async function putCsvPartsInto(
  s3: S3,
  Bucket: string,
  prefix: string,
  archive: Buffer,
): Promise<void> {
  const put = (type: DatasetType) => async (body: AsyncIterable<Buffer>) => {
    const pieces: Buffer[] = [];
    for await (const piece of body) pieces.push(Buffer.from(piece));
    const [header, ...lines] = Buffer.concat(pieces).toString().split('\n').slice(0, -1);
    for (let at = 0; at < lines.length; at += PART_LINES) {
      const Key = `${prefix}${partsFolder(type)}${String(at).padStart(6, '0')}.csv`;
      const Body = [header, ...lines.slice(at, at + PART_LINES), ''].join('\n');
      await s3.putObject({ Bucket, Key, Body });
    }
  };
  const [INTERACTIONS, ITEMS, USERS] = DATASET_TYPES.map(put);
  await readArchive(inPieces(archive), { INTERACTIONS, ITEMS, USERS });
}

/** Deletes that bucket and its objects. */
export async function removeBucket(s3: S3, Bucket: string): Promise<void> {
  const { Contents = [] } = await s3.listObjectsV2({ Bucket });
  for (const { Key } of Contents) await s3.deleteObject({ Bucket, Key });
  await s3.deleteBucket({ Bucket });
}

/** The bucket of a shop's own, for tests of stacks that read it. */
export const SOURCE_BUCKET = 'shop-exports';

/** Destroys the stack and that bucket, and fails if anything is left. */
export async function endWithSource(account: ShopAccount): Promise<void> {
  const { status } = await account.destroy();
  await removeBucket(account.s3, SOURCE_BUCKET);
  expect([status, await account.inventory()]).toEqual(['DELETE_COMPLETE', []]);
}
