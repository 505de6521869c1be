import { abortMultipartUpload } from './abort-multipart-upload';
import { completeMultipartUpload } from './complete-multipart-upload';
import { copyObject } from './copy-object';
import { createBucket } from './create-bucket';
import { createMultipartUpload } from './create-multipart-upload';
import { deleteBucket } from './delete-bucket';
import { deleteBucketLifecycle } from './delete-bucket-lifecycle';
import { deleteBucketOwnershipControls } from './delete-bucket-ownership-controls';
import { deleteBucketPolicy } from './delete-bucket-policy';
import { deleteBucketTagging } from './delete-bucket-tagging';
import { deleteObject } from './delete-object';
import { deleteObjects } from './delete-objects';
import { deleteObjectTagging } from './delete-object-tagging';
import { deletePublicAccessBlock } from './delete-public-access-block';
import { getBucketAcl } from './get-bucket-acl';
import { getBucketEncryption } from './get-bucket-encryption';
import { getBucketLifecycleConfiguration } from './get-bucket-lifecycle-configuration';
import { getBucketLocation } from './get-bucket-location';
import { getBucketNotificationConfiguration } from './get-bucket-notification-configuration';
import { getBucketOwnershipControls } from './get-bucket-ownership-controls';
import { getBucketPolicy } from './get-bucket-policy';
import { getBucketTagging } from './get-bucket-tagging';
import { getBucketVersioning } from './get-bucket-versioning';
import { getObject } from './get-object';
import { getObjectTagging } from './get-object-tagging';
import { getPublicAccessBlock } from './get-public-access-block';
import { headBucket } from './head-bucket';
import { headObject } from './head-object';
import { listBuckets } from './list-buckets';
import { listMultipartUploads } from './list-multipart-uploads';
import { listObjects } from './list-objects';
import { listObjectsV2 } from './list-objects-v2';
import { listObjectVersions } from './list-object-versions';
import { listParts } from './list-parts';
import { putBucketEncryption } from './put-bucket-encryption';
import { putBucketLifecycleConfiguration } from './put-bucket-lifecycle-configuration';
import { putBucketNotificationConfiguration } from './put-bucket-notification-configuration';
import { putBucketOwnershipControls } from './put-bucket-ownership-controls';
import { putBucketPolicy } from './put-bucket-policy';
import { putBucketTagging } from './put-bucket-tagging';
import { putBucketVersioning } from './put-bucket-versioning';
import { putObject } from './put-object';
import { putObjectTagging } from './put-object-tagging';
import { putPublicAccessBlock } from './put-public-access-block';
import { uploadPart } from './upload-part';
import { uploadPartCopy } from './upload-part-copy';
import type { Payload, S3Operation } from './s3-operation';

/** 1,000 keys of 1,024 bytes, or 10,000 parts with a checksum each, are half of this. */
const LONG_BYTES = 4 * 1024 * 1024;

const xml = (member: string, maxBytes?: number): Payload => ({ member, as: 'xml', maxBytes });
const text = (member: string): Payload => ({ member, as: 'text' });
const stream = (member: string): Payload => ({ member, as: 'stream' });

/** Every operation of S3 and its form on the wire. */
export const S3_OPERATIONS = {
  AbortMultipartUpload: { at: 'DELETE object ?uploadId', action: abortMultipartUpload, status: 204 },
  CompleteMultipartUpload: {
    at: 'POST object ?uploadId',
    action: completeMultipartUpload,
    body: xml('MultipartUpload', LONG_BYTES),
    answer: { document: 'CompleteMultipartUploadResult' },
    checksumsOfObject: true,
  },
  CopyObject: { at: 'PUT object x-amz-copy-source', action: copyObject, answer: xml('CopyObjectResult') },
  CreateBucket: { at: 'PUT bucket', action: createBucket, body: xml('CreateBucketConfiguration') },
  CreateMultipartUpload: {
    at: 'POST object ?uploads',
    action: createMultipartUpload,
    answer: { document: 'InitiateMultipartUploadResult' },
  },
  DeleteBucket: { at: 'DELETE bucket', action: deleteBucket, status: 204 },
  DeleteBucketLifecycle: { at: 'DELETE bucket ?lifecycle', action: deleteBucketLifecycle, status: 204 },
  DeleteBucketOwnershipControls: {
    at: 'DELETE bucket ?ownershipControls',
    action: deleteBucketOwnershipControls,
    status: 204,
  },
  DeleteBucketPolicy: { at: 'DELETE bucket ?policy', action: deleteBucketPolicy, status: 204 },
  DeleteBucketTagging: { at: 'DELETE bucket ?tagging', action: deleteBucketTagging, status: 204 },
  DeleteObject: { at: 'DELETE object', action: deleteObject, status: 204 },
  DeleteObjects: {
    at: 'POST bucket ?delete',
    action: deleteObjects,
    body: xml('Delete', LONG_BYTES),
    answer: { document: 'DeleteResult' },
  },
  DeleteObjectTagging: { at: 'DELETE object ?tagging', action: deleteObjectTagging, status: 204 },
  DeletePublicAccessBlock: {
    at: 'DELETE bucket ?publicAccessBlock',
    action: deletePublicAccessBlock,
    status: 204,
  },
  GetBucketAcl: { at: 'GET bucket ?acl', action: getBucketAcl, answer: { document: 'AccessControlPolicy' } },
  GetBucketEncryption: {
    at: 'GET bucket ?encryption',
    action: getBucketEncryption,
    answer: xml('ServerSideEncryptionConfiguration'),
  },
  GetBucketLifecycleConfiguration: {
    at: 'GET bucket ?lifecycle',
    action: getBucketLifecycleConfiguration,
    answer: { document: 'LifecycleConfiguration' },
  },
  GetBucketLocation: {
    at: 'GET bucket ?location',
    action: getBucketLocation,
    answer: xml('LocationConstraint'),
  },
  GetBucketNotificationConfiguration: {
    at: 'GET bucket ?notification',
    action: getBucketNotificationConfiguration,
    answer: { document: 'NotificationConfiguration' },
  },
  GetBucketOwnershipControls: {
    at: 'GET bucket ?ownershipControls',
    action: getBucketOwnershipControls,
    answer: xml('OwnershipControls'),
  },
  GetBucketPolicy: { at: 'GET bucket ?policy', action: getBucketPolicy, answer: text('Policy') },
  GetBucketTagging: { at: 'GET bucket ?tagging', action: getBucketTagging, answer: { document: 'Tagging' } },
  GetBucketVersioning: {
    at: 'GET bucket ?versioning',
    action: getBucketVersioning,
    answer: { document: 'VersioningConfiguration' },
  },
  GetObject: { at: 'GET object', action: getObject, answer: stream('Body') },
  GetObjectTagging: { at: 'GET object ?tagging', action: getObjectTagging, answer: { document: 'Tagging' } },
  GetPublicAccessBlock: {
    at: 'GET bucket ?publicAccessBlock',
    action: getPublicAccessBlock,
    answer: xml('PublicAccessBlockConfiguration'),
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
  PutBucketEncryption: {
    at: 'PUT bucket ?encryption',
    action: putBucketEncryption,
    body: xml('ServerSideEncryptionConfiguration'),
  },
  PutBucketLifecycleConfiguration: {
    at: 'PUT bucket ?lifecycle',
    action: putBucketLifecycleConfiguration,
    body: xml('LifecycleConfiguration'),
  },
  PutBucketNotificationConfiguration: {
    at: 'PUT bucket ?notification',
    action: putBucketNotificationConfiguration,
    body: xml('NotificationConfiguration'),
  },
  PutBucketOwnershipControls: {
    at: 'PUT bucket ?ownershipControls',
    action: putBucketOwnershipControls,
    body: xml('OwnershipControls'),
  },
  PutBucketPolicy: { at: 'PUT bucket ?policy', action: putBucketPolicy, body: text('Policy'), status: 204 },
  PutBucketTagging: {
    at: 'PUT bucket ?tagging',
    action: putBucketTagging,
    body: xml('Tagging'),
    status: 204,
  },
  PutBucketVersioning: {
    at: 'PUT bucket ?versioning',
    action: putBucketVersioning,
    body: xml('VersioningConfiguration'),
  },
  PutObject: { at: 'PUT object', action: putObject, body: stream('Body') },
  PutObjectTagging: { at: 'PUT object ?tagging', action: putObjectTagging, body: xml('Tagging') },
  PutPublicAccessBlock: {
    at: 'PUT bucket ?publicAccessBlock',
    action: putPublicAccessBlock,
    body: xml('PublicAccessBlockConfiguration'),
  },
  UploadPart: { at: 'PUT object ?uploadId ?partNumber', action: uploadPart, body: stream('Body') },
  UploadPartCopy: {
    at: 'PUT object ?uploadId ?partNumber x-amz-copy-source',
    action: uploadPartCopy,
    answer: xml('CopyPartResult'),
  },
} as const satisfies Record<string, S3Operation>;
