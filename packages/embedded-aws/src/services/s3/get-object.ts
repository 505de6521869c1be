import type { Call } from '../../gateway/action';
import type { StoredObject } from './bucket';
import { READ_MEMBERS } from './bucket-shapes';
import { checksumMembers } from './checksum';
import { checkReadConditions, type ReadConditions } from './conditions';
import { encryptionMembers, requireDecryption } from './object-encryption';
import type { ByteRange } from './object-files';
import { onVersion, s3Action, unlessHidden } from './s3-action';
import { s3Error } from './s3-errors';
import type { S3Store } from './s3-store';
import { versionMember } from './versions';

/**
 * Parses a Range header. Unsupported forms, including multiple ranges, are ignored, so that the whole object
 * is returned.
 *
 * @throws AwsError `InvalidRange` if the object has none of the bytes
 */
function readRange(header: string | undefined, sizeBytes: number): ByteRange | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (from === undefined || (from === '' && to === '')) return undefined;
  const first = from === '' ? Math.max(0, sizeBytes - Number(to)) : Number(from);
  const last = from === '' || to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1);
  if (from !== '' && to !== '' && Number(to) < first) return undefined;
  if (first > last) throw s3Error('InvalidRange');
  return { first, last };
}

/** Input of GetObject and HeadObject. */
export interface ReadInput extends ReadConditions {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string;
  readonly Range?: string;
  readonly ChecksumMode?: 'ENABLED';
}

/** An object and all output members but its content. */
export interface ObjectMembers {
  readonly object: StoredObject;
  readonly range?: ByteRange;
  readonly members: object;
}

/**
 * @throws AwsError `NoSuchBucket`, `NoSuchKey`, `AccessDenied`, `NoSuchVersion`, `MethodNotAllowed`,
 *   `PreconditionFailed`, `NotModified`, `InvalidRange`
 */
function objectMembers(input: ReadInput, store: S3Store, call: Call): ObjectMembers {
  const find = (): StoredObject => store.mustFindObject(input.Bucket, input.Key, input.VersionId);
  const object = unlessHidden(find, input.Bucket, store, call);
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
    ...versionMember(store.mustFind(input.Bucket), object),
    // A checksum covers the whole object; with a range the client's check would fail.
    ...(input.ChecksumMode && !range && checksumMembers(checksum)),
  };
  return { object, range, members };
}

/** Answers with `Body` as a Readable. @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export const getObject = s3Action({
  input: READ_MEMBERS,
  permissions: onVersion('s3:GetObject', 's3:GetObjectVersion'),
  run: async (input, store, call) => {
    const { object, range, members } = objectMembers(input, store, call);
    await requireDecryption(object.encryption, store, call.caller);
    return { ...members, Body: await store.files.read(object.file, range) };
  },
});

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
export const headObject = s3Action({
  input: READ_MEMBERS,
  permissions: onVersion('s3:GetObject', 's3:GetObjectVersion'),
  run: async (input, store, call) => {
    const { object, members } = objectMembers(input, store, call);
    // The checksum is the only encrypted part of the answer.
    if (input.ChecksumMode) await requireDecryption(object.encryption, store, call.caller);
    return members;
  },
});
