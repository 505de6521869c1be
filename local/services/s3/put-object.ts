import { BODY_MEMBERS, BUCKET, KEY, WRITE_CONDITIONS, WRITE_MEMBERS } from './bucket-shapes';
import { checkKey } from './check-key';
import { checksumMembers, sentChecksum } from './checksum';
import { beginEncryption, encryptionMembers } from './object-encryption';
import { objectDescription } from './object-description';
import { tellOfObject } from './object-event';
import { readableBody } from './readable-body';
import { onWrite, s3Action } from './s3-action';

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
    await store.put(bucket, object, input);
    tellOfObject('PutObject', bucket, object, store, call);
    return { ETag: eTag, ...encryptionMembers(encryption), ...checksumMembers(checksum) };
  },
});
