import { UPLOAD_MEMBERS } from './part-shapes';
import { onObject, s3Action } from './s3-action';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html */
export const abortMultipartUpload = s3Action({
  input: UPLOAD_MEMBERS,
  permissions: onObject('s3:AbortMultipartUpload'),
  run: async ({ Bucket, Key, UploadId }, store) => {
    const bucket = store.mustFind(Bucket);
    const upload = store.mustFindUpload(bucket, Key, UploadId);
    bucket.uploads.delete(upload.id);
    await store.removeParts(upload);
    return undefined;
  },
});
