import type { Tag } from '../../tags';
import { DESCRIBING_HEADERS, type ObjectDescription, type DescribingHeader } from './bucket';
import { BODY_MEMBERS, BUCKET, KEY, WRITE_CONDITIONS, WRITE_MEMBERS } from './bucket-shapes';
import { checksumMembers, sentChecksum } from './checksum';
import { beginEncryption, encryptionMembers } from './object-encryption';
import { notifyOfChange } from './object-event';
import { onWrite, s3Action } from './s3-action';
import { s3Error } from './s3-errors';
import { readableBody } from './verified-body';
import { newVersionMember } from './versions';

const MAX_KEY_BYTES = 1024;

/** @throws AwsError `KeyTooLongError` */
export function checkKey(key: string): void {
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw s3Error('KeyTooLongError');
}

/** Input members that describe an object. */
export type DescribingInput = Partial<Record<DescribingHeader, string>> & {
  readonly Metadata?: Readonly<Record<string, string>>;
  readonly Tagging?: string;
};

const MAX_TAGS = 10;

/**
 * @param ofAws - the message for a reserved key
 * @throws AwsError `InvalidTag` for a duplicate or reserved key
 */
export function checkTagKeys(tags: readonly Tag[], ofAws: string): void {
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length)
    throw s3Error('InvalidTag', 'Cannot provide multiple Tags with the same key');
  if (tags.some(({ Key }) => Key.startsWith('aws:'))) throw s3Error('InvalidTag', ofAws);
}

/** @throws AwsError `InvalidArgument` for a duplicate tag, `BadRequest` for more tags than an object can have */
export function checkTags(tags: readonly Tag[]): void {
  if (tags.length > MAX_TAGS) throw s3Error('BadRequest', `Object tags cannot be greater than ${MAX_TAGS}`);
}

/** @throws AwsError `BadRequest` for more tags than an object can have */
export function objectDescription(input: DescribingInput): ObjectDescription {
  const headers: Partial<Record<DescribingHeader, string>> = {};
  for (const name of DESCRIBING_HEADERS) if (input[name] !== undefined) headers[name] = input[name];
  const tags: Tag[] = [...new URLSearchParams(input.Tagging ?? '')].map(([Key, Value]) => ({ Key, Value }));
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length)
    throw s3Error(
      'InvalidArgument',
      "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
    );
  checkTags(tags);
  return { headers, metadata: input.Metadata ?? {}, tags };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export const putObject = s3Action({
  input: { Bucket: BUCKET, Key: KEY, ...BODY_MEMBERS, ...WRITE_MEMBERS, ...WRITE_CONDITIONS },
  permissions: onWrite,
  run: async (input, store, call) => {
    const { caller, trailers } = call;
    const bucket = store.mustFind(input.Bucket);
    checkKey(input.Key);
    const description = objectDescription(input);
    const encryption = await beginEncryption(input, bucket, store, caller);
    const file = await store.files.write(readableBody(input.Body));
    const checksum = sentChecksum(input, trailers);
    const eTag = `"${file.md5}"`;
    const lastModified = store.now();
    const object = { ...description, key: input.Key, file, eTag, checksum, encryption, lastModified };
    const version = await store.put(bucket, object, input);
    notifyOfChange('PutObject', bucket, version, store, call);
    return {
      ETag: eTag,
      ...encryptionMembers(encryption),
      ...checksumMembers(checksum),
      ...newVersionMember(bucket, version),
    };
  },
});
