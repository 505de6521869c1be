import { checksumMember } from './checksum';
import { UPLOAD_MEMBERS } from './part-shapes';
import { onObject, s3Action } from './s3-action';

const MAX_PAGE = 1000;

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html */
export const listParts = s3Action({
  input: {
    ...UPLOAD_MEMBERS,
    MaxParts: { type: 'integer', min: 1 },
    PartNumberMarker: { type: 'integer', min: 0 },
  },
  permissions: onObject('s3:ListMultipartUploadParts'),
  run: ({ Bucket, Key, UploadId, MaxParts = MAX_PAGE, PartNumberMarker = 0 }, store) => {
    const upload = store.mustFindUpload(store.mustFind(Bucket), Key, UploadId);
    const rest = [...upload.parts].filter(([number]) => number > PartNumberMarker).sort(([a], [b]) => a - b);
    const page = rest.slice(0, Math.min(MaxParts, MAX_PAGE));
    const isTruncated = page.length < rest.length;
    return {
      Bucket,
      Key,
      UploadId,
      Initiator: store.owner,
      Owner: store.owner,
      StorageClass: 'STANDARD',
      ChecksumAlgorithm: upload.checksum?.algorithm,
      ChecksumType: upload.checksum?.type,
      PartNumberMarker,
      NextPartNumberMarker: isTruncated ? page[page.length - 1][0] : undefined,
      MaxParts,
      IsTruncated: isTruncated,
      Parts: page.map(([number, { lastModified, eTag, file, checksum }]) => ({
        PartNumber: number,
        LastModified: lastModified,
        ETag: eTag,
        Size: file.sizeBytes,
        ...checksumMember(checksum),
      })),
    };
  },
});
