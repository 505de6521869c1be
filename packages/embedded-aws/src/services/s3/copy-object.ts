import { WRITE_CONDITIONS, WRITE_MEMBERS } from './bucket-shapes';
import { checkKey, objectDescription } from './put-object';
import { checksumMembers } from './checksum';
import { COPY_MEMBERS, copySource } from './copy-source';
import { beginEncryption, encryptionMembers, requireDecryption } from './object-encryption';
import { notifyOfChange } from './object-event';
import { onCopy, s3Action } from './s3-action';
import { s3Error } from './s3-errors';
import { versionMember } from './versions';

const DIRECTIVE = { type: 'string', enum: ['COPY', 'REPLACE'] } as const;

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export const copyObject = s3Action({
  input: {
    ...COPY_MEMBERS,
    ...WRITE_MEMBERS,
    ...WRITE_CONDITIONS,
    MetadataDirective: DIRECTIVE,
    TaggingDirective: DIRECTIVE,
  },
  permissions: onCopy,
  run: async (input, store, call) => {
    const { caller } = call;
    const bucket = store.mustFind(input.Bucket);
    checkKey(input.Key);
    const { object: source, member: sourceMember } = copySource(input, store, call);
    const { MetadataDirective = 'COPY', TaggingDirective = 'COPY' } = input;
    if (bucket.objects.get(input.Key) === source && MetadataDirective === 'COPY')
      throw s3Error(
        'InvalidRequest',
        "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata.",
      );
    const given = objectDescription(input);
    const { headers, metadata } = MetadataDirective === 'COPY' ? source : given;
    const { tags } = TaggingDirective === 'COPY' ? source : given;
    await requireDecryption(source.encryption, store, caller);
    const encryption = await beginEncryption(input, bucket, store, caller);
    const file = await store.files.write(await store.files.read(source.file));
    const eTag = `"${file.md5}"`;
    // A composite checksum depends on the upload's parts, which the copy does not have.
    const checksum = source.checksum?.type === 'FULL_OBJECT' ? source.checksum : undefined;
    const lastModified = store.now();
    const object = {
      key: input.Key,
      headers,
      metadata,
      tags,
      file,
      eTag,
      checksum,
      encryption,
      lastModified,
    };
    const version = await store.put(bucket, object, input);
    notifyOfChange('CopyObject', bucket, version, store, call);
    return {
      CopyObjectResult: { LastModified: lastModified, ETag: eTag, ...checksumMembers(checksum) },
      ...encryptionMembers(encryption),
      ...sourceMember,
      ...versionMember(bucket, version),
    };
  },
});
