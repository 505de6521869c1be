import { checksumMember } from './checksum';
import { COPY_MEMBERS, copySource } from './copy-source';
import { encryptionMembers, requireDecryption } from './object-encryption';
import { PART_NUMBER, UPLOAD_MEMBERS } from './part-shapes';
import { readRange } from './read-range';
import { receivePart } from './receive-part';
import { onCopy, s3Action } from './s3-action';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html */
export const uploadPartCopy = s3Action({
  input: {
    ...COPY_MEMBERS,
    ...UPLOAD_MEMBERS,
    PartNumber: PART_NUMBER,
    CopySourceRange: { type: 'string', pattern: /bytes=\d+-\d+/ },
  },
  permissions: onCopy,
  run: async (input, store, { caller }) => {
    const bucket = store.mustFind(input.Bucket);
    const upload = store.mustFindUpload(bucket, input.Key, input.UploadId);
    const { file, encryption } = copySource(input, store);
    for (const one of [encryption, upload.encryption]) await requireDecryption(one, store, caller);
    const body = await store.files.read(file, readRange(input.CopySourceRange, file.sizeBytes));
    const part = await receivePart(store, bucket, upload, input.PartNumber, body, () => undefined);
    return {
      CopyPartResult: { LastModified: part.lastModified, ETag: part.eTag, ...checksumMember(part.checksum) },
      ...encryptionMembers(upload.encryption),
    };
  },
});
