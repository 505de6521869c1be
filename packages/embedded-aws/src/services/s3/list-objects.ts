import type { StoredObject } from './bucket';
import { BUCKET, ENCODING_TYPE, MAX_KEYS } from './bucket-shapes';
import { itself, keyEncoder, listKeys } from './list-keys';
import { onList, s3Action } from './s3-action';
import { s3Error } from './s3-errors';

/** An object as in listings. */
export const listedObject = (
  { key, lastModified, eTag, checksum, file }: StoredObject,
  encode: (key: string) => string,
): object => ({
  Key: encode(key),
  LastModified: lastModified,
  ETag: eTag,
  ChecksumAlgorithm: checksum && [checksum.algorithm],
  ChecksumType: checksum?.type,
  Size: file.sizeBytes,
  StorageClass: 'STANDARD',
});

const MAX_PAGE = 1000;

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html */
export const listObjects = s3Action({
  input: {
    Bucket: BUCKET,
    Prefix: { type: 'string' },
    Delimiter: { type: 'string' },
    Marker: { type: 'string' },
    MaxKeys: MAX_KEYS,
    EncodingType: ENCODING_TYPE,
  },
  permissions: onList('s3:ListBucket'),
  run: ({ Bucket, Prefix = '', Delimiter, Marker, MaxKeys = MAX_PAGE, EncodingType }, store) => {
    const { objects } = store.mustFind(Bucket);
    const encode = keyEncoder(EncodingType);
    const maxKeys = Math.min(MaxKeys, MAX_PAGE);
    const page = listKeys(objects.keys(), itself, {
      prefix: Prefix,
      delimiter: Delimiter,
      after: Marker,
      maxKeys,
    });
    return {
      Name: Bucket,
      Prefix: encode(Prefix),
      Marker: encode(Marker ?? ''),
      Delimiter: Delimiter === undefined ? undefined : encode(Delimiter),
      MaxKeys: maxKeys,
      EncodingType,
      IsTruncated: page.isTruncated,
      // Without a delimiter, clients use the last key as the next marker.
      NextMarker: page.isTruncated && Delimiter !== undefined ? encode(page.last!) : undefined,
      Contents: page.entries.map((key) => ({
        ...listedObject(objects.get(key)!, encode),
        Owner: store.owner,
      })),
      CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })),
    };
  },
});

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export const listObjectsV2 = s3Action({
  input: {
    Bucket: BUCKET,
    Prefix: { type: 'string' },
    Delimiter: { type: 'string' },
    MaxKeys: MAX_KEYS,
    ContinuationToken: { type: 'string' },
    StartAfter: { type: 'string' },
    EncodingType: ENCODING_TYPE,
    FetchOwner: { type: 'boolean' },
  },
  permissions: onList('s3:ListBucket'),
  run: (input, store) => {
    const { Bucket, Prefix = '', Delimiter, MaxKeys = MAX_PAGE, ContinuationToken, StartAfter } = input;
    const { objects } = store.mustFind(Bucket);
    const encode = keyEncoder(input.EncodingType);
    const after = ContinuationToken === undefined ? StartAfter : readToken(ContinuationToken);
    const maxKeys = Math.min(MaxKeys, MAX_PAGE);
    const page = listKeys(objects.keys(), itself, { prefix: Prefix, delimiter: Delimiter, after, maxKeys });
    return {
      Name: Bucket,
      Prefix: encode(Prefix),
      Delimiter: Delimiter === undefined ? undefined : encode(Delimiter),
      MaxKeys: maxKeys,
      EncodingType: input.EncodingType,
      KeyCount: page.entries.length + page.commonPrefixes.length,
      IsTruncated: page.isTruncated,
      ContinuationToken,
      NextContinuationToken: page.isTruncated ? writeToken(page.last!) : undefined,
      StartAfter: StartAfter === undefined ? undefined : encode(StartAfter),
      Contents: page.entries.map((key) => ({
        ...listedObject(objects.get(key)!, encode),
        Owner: input.FetchOwner ? store.owner : undefined,
      })),
      CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })),
    };
  },
});

const MARK = 'after:';

const writeToken = (last: string): string => Buffer.from(MARK + last).toString('base64');

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64').toString();
  if (!text.startsWith(MARK))
    throw s3Error('InvalidArgument', 'The continuation token provided is incorrect');
  return text.slice(MARK.length);
}
