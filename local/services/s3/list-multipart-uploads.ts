import { byKey } from '../../gateway/page';
import { BUCKET, ENCODING_TYPE } from './bucket-shapes';
import { byUtf8 } from './keyed-objects';
import { keyEncoder, listKeys } from './list-keys';
import { onBucket, s3Action } from './s3-action';

const MAX_PAGE = 1000;

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html */
export const listMultipartUploads = s3Action({
  input: {
    Bucket: BUCKET,
    Prefix: { type: 'string' },
    Delimiter: { type: 'string' },
    MaxUploads: { type: 'integer', min: 1, max: MAX_PAGE },
    KeyMarker: { type: 'string' },
    UploadIdMarker: { type: 'string' },
    EncodingType: ENCODING_TYPE,
  },
  permissions: onBucket('s3:ListBucketMultipartUploads'),
  run: (input, store) => {
    const { Bucket, Prefix = '', Delimiter, MaxUploads = MAX_PAGE, KeyMarker, UploadIdMarker } = input;
    const encode = keyEncoder(input.EncodingType);
    const all = [...store.mustFind(Bucket).uploads.values()].sort(
      (a, b) => byUtf8(a.key, b.key) || byKey(({ id }: typeof a) => id)(a, b),
    );
    // The uploads of the marker's own key go on behind the upload that the other marker names.
    const rest = all.filter(
      ({ key, id }) => key !== KeyMarker || (UploadIdMarker !== undefined && id > UploadIdMarker),
    );
    const { keys, commonPrefixes } = listKeys([...new Set(rest.map(({ key }) => key))], {
      prefix: Prefix,
      delimiter: Delimiter,
      maxKeys: Infinity,
    });
    const isBehind = (text: string): boolean => KeyMarker === undefined || byUtf8(text, KeyMarker) >= 0;
    const uploads = rest.filter(({ key }) => keys.includes(key) && isBehind(key));
    const page = uploads.slice(0, MaxUploads);
    const isTruncated = page.length < uploads.length;
    return {
      Bucket,
      Prefix: encode(Prefix),
      Delimiter: Delimiter === undefined ? undefined : encode(Delimiter),
      KeyMarker: encode(KeyMarker ?? ''),
      UploadIdMarker: UploadIdMarker ?? '',
      NextKeyMarker: isTruncated ? encode(page[page.length - 1].key) : undefined,
      NextUploadIdMarker: isTruncated ? page[page.length - 1].id : undefined,
      EncodingType: input.EncodingType,
      MaxUploads,
      IsTruncated: isTruncated,
      Uploads: page.map(({ id, key, initiated, checksum }) => ({
        Key: encode(key),
        UploadId: id,
        Initiated: initiated,
        StorageClass: 'STANDARD',
        Initiator: store.owner,
        Owner: store.owner,
        ChecksumAlgorithm: checksum?.algorithm,
        ChecksumType: checksum?.type,
      })),
      CommonPrefixes: commonPrefixes.filter(isBehind).map((prefix) => ({ Prefix: encode(prefix) })),
    };
  },
});
