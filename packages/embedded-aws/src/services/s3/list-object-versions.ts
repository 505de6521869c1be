import { BUCKET, ENCODING_TYPE, MAX_KEYS } from './bucket-shapes';
import { listedObject } from './list-objects';
import { keyEncoder, listKeys } from './list-keys';
import { onList, s3Action } from './s3-action';

const MAX_PAGE = 1000;

/** Each object has one version, `null`. @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html */
export const listObjectVersions = s3Action({
  input: {
    Bucket: BUCKET,
    Prefix: { type: 'string' },
    Delimiter: { type: 'string' },
    KeyMarker: { type: 'string' },
    VersionIdMarker: { type: 'string', enum: ['null'] },
    MaxKeys: MAX_KEYS,
    EncodingType: ENCODING_TYPE,
  },
  permissions: onList('s3:ListBucketVersions'),
  run: (
    { Bucket, Prefix = '', Delimiter, KeyMarker, VersionIdMarker, MaxKeys = MAX_PAGE, EncodingType },
    store,
  ) => {
    const { objects } = store.mustFind(Bucket);
    const encode = keyEncoder(EncodingType);
    const maxKeys = Math.min(MaxKeys, MAX_PAGE);
    const page = listKeys(objects.keys(), {
      prefix: Prefix,
      delimiter: Delimiter,
      after: KeyMarker,
      maxKeys,
    });
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
      NextVersionIdMarker: page.isTruncated ? 'null' : undefined,
      Versions: page.keys.map((key) => ({
        ...listedObject(objects.get(key)!, encode),
        Owner: store.owner,
        VersionId: 'null',
        IsLatest: true,
      })),
      CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })),
    };
  },
});
