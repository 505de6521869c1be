import {
  abortMultipartUpload,
  createMultipartUpload,
  listMultipartUploads,
  listParts,
} from './multipart-uploads';
import { completeMultipartUpload } from './complete-multipart-upload';
import { copyObject } from './copy-object';
import { createBucket, deleteBucket, headBucket, listBuckets } from './buckets';
import { deleteObject, deleteObjects } from './delete-objects';
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from './object-tagging';
import { getObject, headObject } from './get-object';
import { listObjects, listObjectsV2 } from './list-objects';
import { listObjectVersions } from './list-object-versions';
import { putObject } from './put-object';
import { uploadPart, uploadPartCopy } from './upload-part';
import { BUCKET_ACCESS } from './bucket-access';
import { BUCKET_SETTINGS } from './bucket-settings';
import { streamPayload, xmlPayload, type S3Operation } from './s3-operation';

/** Twice the length of 1,000 keys of 1,024 bytes, or of 10,000 parts with a checksum each. */
const LONG_BYTES = 4 * 1024 * 1024;

/** All S3 operations and their wire formats. */
export const S3_OPERATIONS = {
  ...BUCKET_ACCESS,
  ...BUCKET_SETTINGS,
  AbortMultipartUpload: { at: 'DELETE object ?uploadId', action: abortMultipartUpload, status: 204 },
  CompleteMultipartUpload: {
    at: 'POST object ?uploadId',
    action: completeMultipartUpload,
    body: xmlPayload('MultipartUpload', LONG_BYTES),
    answer: { document: 'CompleteMultipartUploadResult', headers: ['VersionId'] },
    checksumsOfObject: true,
  },
  CopyObject: {
    at: 'PUT object x-amz-copy-source',
    action: copyObject,
    answer: xmlPayload('CopyObjectResult'),
  },
  CreateBucket: { at: 'PUT bucket', action: createBucket, body: xmlPayload('CreateBucketConfiguration') },
  CreateMultipartUpload: {
    at: 'POST object ?uploads',
    action: createMultipartUpload,
    answer: {
      document: 'InitiateMultipartUploadResult',
      headers: [
        'ChecksumAlgorithm',
        'ChecksumType',
        'ServerSideEncryption',
        'SSEKMSKeyId',
        'BucketKeyEnabled',
      ],
    },
  },
  DeleteBucket: { at: 'DELETE bucket', action: deleteBucket, status: 204 },
  DeleteObject: { at: 'DELETE object', action: deleteObject, status: 204 },
  DeleteObjects: {
    at: 'POST bucket ?delete',
    action: deleteObjects,
    body: xmlPayload('Delete', LONG_BYTES),
    needsDigest: true,
    answer: { document: 'DeleteResult' },
  },
  DeleteObjectTagging: { at: 'DELETE object ?tagging', action: deleteObjectTagging, status: 204 },
  GetObject: { at: 'GET object', action: getObject, answer: streamPayload('Body') },
  GetObjectTagging: {
    at: 'GET object ?tagging',
    action: getObjectTagging,
    answer: { document: 'Tagging', headers: ['VersionId'] },
  },
  HeadBucket: { at: 'HEAD bucket', action: headBucket },
  HeadObject: { at: 'HEAD object', action: headObject },
  ListBuckets: { at: 'GET service', action: listBuckets, answer: { document: 'ListAllMyBucketsResult' } },
  ListMultipartUploads: {
    at: 'GET bucket ?uploads',
    action: listMultipartUploads,
    answer: { document: 'ListMultipartUploadsResult' },
  },
  ListObjects: { at: 'GET bucket', action: listObjects, answer: { document: 'ListBucketResult' } },
  ListObjectsV2: {
    at: 'GET bucket ?list-type',
    action: listObjectsV2,
    answer: { document: 'ListBucketResult' },
  },
  ListObjectVersions: {
    at: 'GET bucket ?versions',
    action: listObjectVersions,
    answer: { document: 'ListVersionsResult' },
  },
  ListParts: { at: 'GET object ?uploadId', action: listParts, answer: { document: 'ListPartsResult' } },
  PutObject: { at: 'PUT object', action: putObject, body: streamPayload('Body') },
  PutObjectTagging: { at: 'PUT object ?tagging', action: putObjectTagging, body: xmlPayload('Tagging') },
  UploadPart: { at: 'PUT object ?uploadId ?partNumber', action: uploadPart, body: streamPayload('Body') },
  UploadPartCopy: {
    at: 'PUT object ?uploadId ?partNumber x-amz-copy-source',
    action: uploadPartCopy,
    answer: xmlPayload('CopyPartResult'),
  },
} as const satisfies Record<string, S3Operation>;
