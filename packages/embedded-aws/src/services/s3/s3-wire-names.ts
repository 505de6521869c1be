import { CHECKSUM_ALGORITHMS, CHECKSUMS } from './checksum';

/** Input members by query parameter, the same for all operations. */
export const QUERY_MEMBERS: Readonly<Record<string, string>> = {
  'bucket-region': 'BucketRegion',
  'continuation-token': 'ContinuationToken',
  delimiter: 'Delimiter',
  'encoding-type': 'EncodingType',
  'fetch-owner': 'FetchOwner',
  'key-marker': 'KeyMarker',
  marker: 'Marker',
  'max-buckets': 'MaxBuckets',
  'max-keys': 'MaxKeys',
  'max-parts': 'MaxParts',
  'max-uploads': 'MaxUploads',
  'part-number-marker': 'PartNumberMarker',
  partNumber: 'PartNumber',
  prefix: 'Prefix',
  'start-after': 'StartAfter',
  'upload-id-marker': 'UploadIdMarker',
  uploadId: 'UploadId',
  'version-id-marker': 'VersionIdMarker',
  versionId: 'VersionId',
};

/** Input and output members by header. */
export const HEADER_MEMBERS: Readonly<Record<string, string>> = {
  'accept-ranges': 'AcceptRanges',
  'cache-control': 'CacheControl',
  'content-disposition': 'ContentDisposition',
  'content-encoding': 'ContentEncoding',
  'content-language': 'ContentLanguage',
  'content-length': 'ContentLength',
  'content-md5': 'ContentMD5',
  'content-range': 'ContentRange',
  'content-type': 'ContentType',
  etag: 'ETag',
  expires: 'Expires',
  'if-match': 'IfMatch',
  'if-modified-since': 'IfModifiedSince',
  'if-none-match': 'IfNoneMatch',
  'if-unmodified-since': 'IfUnmodifiedSince',
  'last-modified': 'LastModified',
  location: 'Location',
  range: 'Range',
  'x-amz-acl': 'ACL',
  'x-amz-bucket-arn': 'BucketArn',
  'x-amz-bucket-region': 'BucketRegion',
  'x-amz-checksum-algorithm': 'ChecksumAlgorithm',
  'x-amz-checksum-mode': 'ChecksumMode',
  'x-amz-checksum-type': 'ChecksumType',
  'x-amz-copy-source': 'CopySource',
  'x-amz-copy-source-if-match': 'CopySourceIfMatch',
  'x-amz-copy-source-if-modified-since': 'CopySourceIfModifiedSince',
  'x-amz-copy-source-if-none-match': 'CopySourceIfNoneMatch',
  'x-amz-copy-source-if-unmodified-since': 'CopySourceIfUnmodifiedSince',
  'x-amz-copy-source-range': 'CopySourceRange',
  'x-amz-copy-source-version-id': 'CopySourceVersionId',
  'x-amz-delete-marker': 'DeleteMarker',
  'x-amz-metadata-directive': 'MetadataDirective',
  'x-amz-mp-object-size': 'MpuObjectSize',
  'x-amz-object-ownership': 'ObjectOwnership',
  'x-amz-object-size': 'Size',
  'x-amz-skip-destination-validation': 'SkipDestinationValidation',
  'x-amz-server-side-encryption': 'ServerSideEncryption',
  'x-amz-server-side-encryption-aws-kms-key-id': 'SSEKMSKeyId',
  'x-amz-server-side-encryption-bucket-key-enabled': 'BucketKeyEnabled',
  'x-amz-storage-class': 'StorageClass',
  'x-amz-tagging': 'Tagging',
  'x-amz-tagging-count': 'TagCount',
  'x-amz-tagging-directive': 'TaggingDirective',
  'x-amz-version-id': 'VersionId',
  'x-amz-website-redirect-location': 'WebsiteRedirectLocation',
  ...Object.fromEntries(CHECKSUM_ALGORITHMS.map((name) => [CHECKSUMS[name].header, CHECKSUMS[name].member])),
};

/** Header prefix of the entries of `Metadata`. */
export const METADATA_PREFIX = 'x-amz-meta-';

/** S3 headers about the request itself, in no input. */
export const TRANSPORT_HEADERS: ReadonlySet<string> = new Set([
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-decoded-content-length',
  'x-amz-expected-bucket-owner',
  'x-amz-sdk-checksum-algorithm',
  'x-amz-security-token',
  'x-amz-source-expected-bucket-owner',
  'x-amz-te',
  'x-amz-trailer',
  'x-amz-user-agent',
]);

/** Query parameters of presigned URLs, SigV2 and SigV4, and the one in which SDKs name the operation. */
export const TRANSPORT_QUERY: ReadonlySet<string> = new Set([
  'awsaccesskeyid',
  'expires',
  'signature',
  'x-amz-algorithm',
  'x-amz-content-sha256',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-expires',
  'x-amz-sdk-checksum-algorithm',
  'x-amz-security-token',
  'x-amz-signature',
  'x-amz-signedheaders',
  'x-id',
]);

/** Standard HTTP headers that affect the answer, so none may be ignored. */
export const CONDITIONAL_HEADERS: ReadonlySet<string> = new Set([
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-unmodified-since',
  'range',
]);

interface ListNames {
  /** Element around the entries; none for a flattened list. */
  readonly wrapper?: string;
  readonly entry: string;
}

/** XML names of lists; others repeat an element of the member's name. */
export const LIST_NAMES: Readonly<Record<string, ListNames>> = {
  Buckets: { wrapper: 'Buckets', entry: 'Bucket' },
  DeleteMarkers: { entry: 'DeleteMarker' },
  Errors: { entry: 'Error' },
  Events: { entry: 'Event' },
  FilterRules: { entry: 'FilterRule' },
  Grants: { wrapper: 'AccessControlList', entry: 'Grant' },
  LambdaFunctionConfigurations: { entry: 'CloudFunctionConfiguration' },
  NoncurrentVersionTransitions: { entry: 'NoncurrentVersionTransition' },
  Objects: { entry: 'Object' },
  Parts: { entry: 'Part' },
  Rules: { entry: 'Rule' },
  TagSet: { wrapper: 'TagSet', entry: 'Tag' },
  Tags: { entry: 'Tag' },
  TopicConfigurations: { entry: 'TopicConfiguration' },
  Transitions: { entry: 'Transition' },
  Uploads: { entry: 'Upload' },
  Versions: { entry: 'Version' },
};

/** XML names of single members; others have the member's name. */
export const ELEMENT_NAMES: Readonly<Record<string, string>> = {
  LambdaFunctionArn: 'CloudFunction',
  TopicArn: 'Topic',
};
