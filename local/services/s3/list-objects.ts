import { BUCKET, ENCODING_TYPE, MAX_KEYS } from './bucket-shapes';
import { listedObject } from './listed-object';
import { keyEncoder, listKeys } from './list-keys';
import { onList, s3Action } from './s3-action';

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
    const page = listKeys(objects.keys(), { prefix: Prefix, delimiter: Delimiter, after: Marker, maxKeys });
    return {
      Name: Bucket,
      Prefix: encode(Prefix),
      Marker: encode(Marker ?? ''),
      Delimiter: Delimiter === undefined ? undefined : encode(Delimiter),
      MaxKeys: maxKeys,
      EncodingType,
      IsTruncated: page.isTruncated,
      // Without a delimiter the last key serves as the next marker.
      NextMarker: page.isTruncated && Delimiter !== undefined ? encode(page.last!) : undefined,
      Contents: page.keys.map((key) => ({ ...listedObject(objects.get(key)!, encode), Owner: store.owner })),
      CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })),
    };
  },
});
