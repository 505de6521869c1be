import type { StoredObject } from './bucket';

/** An object as listings show it. */
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
