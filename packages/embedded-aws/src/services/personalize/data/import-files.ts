import type { Readable } from 'node:stream';
import type { AwsCall } from '../../../platform';
import { invalidInput } from '../errors';

/** Location of import files. */
export interface DataLocation {
  readonly bucket: string;
  /** Key of a file, or of a folder ending in `/`, whose first level is read. */
  readonly key: string;
}

/** A file to read. */
export interface SourceFile {
  /** `s3://bucket/key`, for messages. */
  readonly name: string;
  readonly open: () => Promise<Readable>;
}

/** One file of an import. */
export interface ImportFile extends SourceFile {
  readonly bytes: number;
}

/** @throws AwsError `InvalidInputException` unless it is `s3://bucket/key` */
export function parseDataLocation(dataLocation: string): DataLocation {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(dataLocation) ?? [];
  if (!bucket || !key)
    throw invalidInput(
      `Invalid Data location. Got ${dataLocation}; it must be s3://bucket/file.csv or s3://bucket/folder/.`,
    );
  return { bucket, key };
}

/**
 * Files at a location, in key order.
 *
 * @param s3 - calls as the import job's role
 */
export async function importFiles({ bucket, key }: DataLocation, s3: AwsCall): Promise<ImportFile[]> {
  // The service needs s3:ListBucket even for a single file.
  const listed = await listFolder(bucket, key, s3);
  const files = key.endsWith('/') ? listed : [listed.find(({ Key }) => Key === key) ?? { Key: key, Size: 0 }];
  return files.map(({ Key, Size }) => ({
    name: `s3://${bucket}/${Key}`,
    bytes: Size,
    open: async () => (await s3<{ Body: Readable }>('s3', 'GetObject', { Bucket: bucket, Key })).Body,
  }));
}

interface ListedFile {
  readonly Key: string;
  readonly Size: number;
}

/** The parts of a ListObjectsV2 answer used here. */
interface Listing {
  readonly Contents?: readonly ListedFile[];
  readonly NextContinuationToken?: string;
}

async function listFolder(bucket: string, folder: string, s3: AwsCall): Promise<ListedFile[]> {
  const files: ListedFile[] = [];
  let ContinuationToken: string | undefined;
  do {
    const listing: Listing = await s3<Listing>('s3', 'ListObjectsV2', {
      Bucket: bucket,
      Prefix: folder,
      Delimiter: '/',
      ...(ContinuationToken !== undefined && { ContinuationToken }),
    });
    // The console marks an empty folder with an object of the same name.
    files.push(...(listing.Contents ?? []).filter(({ Key }) => Key !== folder || !folder.endsWith('/')));
    ContinuationToken = listing.NextContinuationToken;
  } while (ContinuationToken !== undefined);
  return files;
}
