import { DeleteObjectsCommand, paginateListObjectsV2, type S3Client, type _Object } from '@aws-sdk/client-s3';
import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import {
  countsIn,
  FOLDER_MARKER,
} from '@ecommerce-recommenders/shop-data/contracts/functions/preparation-job';
import type { HeldOutCounts } from '@ecommerce-recommenders/shop-data/insight/readiness/held-out';

/** Limit of DeleteObjects. */
const MAX_DELETED = 1000;

/** Key of a part below the folder of its file; Spark also writes markers. */
const PART = /\/part-[\w.-]+\.csv$/;

/** All parts below a folder; empty if the bucket does not exist. */
export async function listParts(s3: S3Client, bucket: string, folder: string): Promise<_Object[]> {
  return (await listObjects(s3, bucket, folder)).filter(isPart);
}

/** Numbers of interactions that a run has counted; `undefined` for an incomplete folder: the counts are written last and deleted first. */
export async function countsOf(
  s3: S3Client,
  bucket: string,
  folder: string,
): Promise<HeldOutCounts | undefined> {
  const objects = await listObjects(s3, bucket, folder);
  if (!objects.some(isPart)) return undefined;
  return objects.map(({ Key = '' }) => countsIn(Key)).find((counts) => counts !== undefined);
}

/**
 * Deletes all objects below a folder, the counts first, and its folder marker.
 *
 * @throws Error that names an object that cannot be deleted
 */
export async function deleteFolder(s3: S3Client, bucket: string, folder: string): Promise<void> {
  const objects = await listObjects(s3, bucket, folder);
  await deleteObjects(s3, bucket, objects.filter(isCounts));
  await deleteObjects(
    s3,
    bucket,
    objects.filter((object) => !isCounts(object)),
  );
}

/**
 * Deletes Spark's folder and success markers, which Personalize would import as well.
 *
 * @throws Error that names an object that cannot be deleted
 */
export async function deleteMarkers(s3: S3Client, bucket: string, folder: string): Promise<void> {
  const objects = await listObjects(s3, bucket, folder);
  await deleteObjects(
    s3,
    bucket,
    objects.filter((object) => !isPart(object) && !isCounts(object)),
  );
}

const isPart = ({ Key = '' }: _Object): boolean => PART.test(Key);
const isCounts = ({ Key = '' }: _Object): boolean => countsIn(Key) !== undefined;

/** Objects below a folder, and its folder marker. */
async function listObjects(s3: S3Client, bucket: string, folder: string): Promise<_Object[]> {
  const objects: _Object[] = [];
  const marker = folder.replace(/\/$/, FOLDER_MARKER);
  try {
    for await (const { Contents = [] } of paginateListObjectsV2(
      { client: s3 },
      { Bucket: bucket, Prefix: folder.replace(/\/$/, '') },
    ))
      objects.push(...Contents.filter(({ Key = '' }) => Key.startsWith(folder) || Key === marker));
  } catch (error) {
    if (!(error instanceof Error && error.name === 'NoSuchBucket')) throw error;
  }
  return objects;
}

async function deleteObjects(s3: S3Client, bucket: string, objects: readonly _Object[]): Promise<void> {
  const keys = objects.map(({ Key }) => ({ Key }));
  for (let at = 0; at < keys.length; at += MAX_DELETED) {
    const Objects = keys.slice(at, at + MAX_DELETED);
    const { Errors = [] } = await s3.send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
    );
    if (Errors.length === 0) continue;
    const [{ Key, Code, Message }] = Errors;
    throw new Error(
      `${countInWords(Errors.length, 'object')} in ${bucket} cannot be deleted, the first is ${Key}: ${Code}: ${Message}`,
    );
  }
}
