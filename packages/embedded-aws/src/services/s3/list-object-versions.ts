import type { Bucket, Version } from './bucket';
import { BUCKET, ENCODING_TYPE, MAX_KEYS } from './bucket-shapes';
import { listedObject } from './list-objects';
import { keyEncoder, listKeys, type KeyPage, type KeyQuery } from './list-keys';
import { onList, s3Action } from './s3-action';
import { s3Error } from './s3-errors';
import { allVersions, isDeleteMarker, NULL_VERSION, parseVersionId, versionsOf } from './versions';

const MAX_PAGE = 1000;

/**
 * A page of a bucket's versions.
 *
 * @param marker - continue within the key of `query.after`, after this version
 */
function listVersions(bucket: Bucket, query: KeyQuery, marker: string | undefined): KeyPage<Version> {
  const versions = allVersions(bucket);
  const keyOf = ({ key }: Version): string => key;
  if (marker === undefined) return listKeys(versions, keyOf, query);
  if (query.after === undefined)
    throw s3Error('InvalidArgument', 'A version-id marker cannot be specified without a key marker.');
  const versionId = parseVersionId(marker);
  const first = versions.findIndex(({ key }) => key === query.after);
  const at = versions.findIndex((version) => version.key === query.after && version.versionId === versionId);
  // A client may delete a page before requesting the next, which then begins with the rest of the key.
  if (at < 0 && first < 0) return listKeys(versions, keyOf, query);
  return listKeys(versions.slice(at < 0 ? first : at + 1), keyOf, { ...query, after: undefined });
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html */
export const listObjectVersions = s3Action({
  input: {
    Bucket: BUCKET,
    Prefix: { type: 'string' },
    Delimiter: { type: 'string' },
    KeyMarker: { type: 'string' },
    VersionIdMarker: { type: 'string' },
    MaxKeys: MAX_KEYS,
    EncodingType: ENCODING_TYPE,
  },
  permissions: onList('s3:ListBucketVersions'),
  run: (
    { Bucket, Prefix = '', Delimiter, KeyMarker, VersionIdMarker, MaxKeys = MAX_PAGE, EncodingType },
    store,
  ) => {
    const bucket = store.mustFind(Bucket);
    const encode = keyEncoder(EncodingType);
    const maxKeys = Math.min(MaxKeys, MAX_PAGE);
    const page = listVersions(
      bucket,
      { prefix: Prefix, delimiter: Delimiter, after: KeyMarker, maxKeys },
      VersionIdMarker,
    );
    const next = page.entries.at(-1);
    const listed = page.entries.map((version) => ({
      ...(isDeleteMarker(version)
        ? { Key: encode(version.key), LastModified: version.lastModified }
        : listedObject(version, encode)),
      Owner: store.owner,
      VersionId: version.versionId ?? NULL_VERSION,
      IsLatest: versionsOf(bucket, version.key)[0] === version,
    }));
    return {
      Name: Bucket,
      Prefix: encode(Prefix),
      KeyMarker: encode(KeyMarker ?? ''),
      VersionIdMarker: VersionIdMarker ?? '',
      Delimiter: Delimiter === undefined ? undefined : encode(Delimiter),
      MaxKeys: maxKeys,
      EncodingType,
      IsTruncated: page.isTruncated,
      NextKeyMarker: page.isTruncated ? encode(page.last!) : undefined,
      // After a common prefix there is no version to continue after.
      NextVersionIdMarker:
        page.isTruncated && next?.key === page.last ? (next!.versionId ?? NULL_VERSION) : undefined,
      Versions: listed.filter((_one, at) => !isDeleteMarker(page.entries[at])),
      DeleteMarkers: listed.filter((_one, at) => isDeleteMarker(page.entries[at])),
      CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })),
    };
  },
});
