import type { StoredObject } from './bucket';
import { checksumMembers } from './checksum';
import { checkReadConditions, type ReadConditions } from './conditions';
import { encryptionMembers } from './object-encryption';
import type { ByteRange } from './object-files';
import { readRange } from './read-range';
import type { S3Store } from './s3-store';

/** What GetObject and HeadObject are asked. */
export interface ReadInput extends ReadConditions {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string;
  readonly Range?: string;
  readonly ChecksumMode?: 'ENABLED';
}

/** An object to be read, and all members of the answer but its content. */
export interface ObjectMembers {
  readonly object: StoredObject;
  readonly range?: ByteRange;
  readonly members: object;
}

/** @throws AwsError `NoSuchBucket`, `NoSuchKey`, `NoSuchVersion`, `PreconditionFailed`, `NotModified`, `InvalidRange` */
export function objectMembers(input: ReadInput, store: S3Store): ObjectMembers {
  const object = store.mustFindObject(input.Bucket, input.Key, input.VersionId);
  checkReadConditions(object, input);
  const { headers, metadata, tags, eTag, lastModified, checksum, file, encryption } = object;
  const range = readRange(input.Range, file.sizeBytes);
  const members = {
    AcceptRanges: 'bytes',
    LastModified: lastModified,
    ContentLength: range ? range.last - range.first + 1 : file.sizeBytes,
    ETag: eTag,
    ContentType: 'binary/octet-stream',
    ...encryptionMembers(encryption),
    Metadata: metadata,
    ...headers,
    ...(range && { ContentRange: `bytes ${range.first}-${range.last}/${file.sizeBytes}` }),
    ...(tags.length > 0 && { TagCount: tags.length }),
    // A checksum is of all of the object; with a part of it a client could only fail.
    ...(input.ChecksumMode && !range && checksumMembers(checksum)),
  };
  return { object, range, members };
}
