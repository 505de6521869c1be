import { BODY_MEMBERS } from './bucket-shapes';
import { checksumMember, sentChecksum } from './checksum';
import { PART_NUMBER, UPLOAD_MEMBERS } from './part-shapes';
import { encryptionMembers, requireDecryption } from './object-encryption';
import { readableBody } from './readable-body';
import { receivePart } from './receive-part';
import { onObject, s3Action } from './s3-action';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html */
export const uploadPart = s3Action({
  input: { ...UPLOAD_MEMBERS, PartNumber: PART_NUMBER, ...BODY_MEMBERS },
  permissions: onObject('s3:PutObject'),
  run: async (input, store, { caller, trailers }) => {
    const bucket = store.mustFind(input.Bucket);
    const upload = store.mustFindUpload(bucket, input.Key, input.UploadId);
    await requireDecryption(upload.encryption, store, caller);
    const body = readableBody(input.Body);
    const sent = (): ReturnType<typeof sentChecksum> => sentChecksum(input, trailers);
    const { eTag, checksum } = await receivePart(store, bucket, upload, input.PartNumber, body, sent);
    return { ETag: eTag, ...encryptionMembers(upload.encryption), ...checksumMember(checksum) };
  },
});
