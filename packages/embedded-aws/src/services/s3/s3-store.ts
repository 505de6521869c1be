import { createHash } from 'node:crypto';
import type { AwsError } from '../../aws-error';
import { bootstrapRegion } from '../../bootstrap';
import { byKey } from '../../gateway/page';
import type { Platform } from '../../platform';
import {
  KeyedObjects,
  NoncurrentVersions,
  type Bucket,
  type DeleteMarker,
  type MultipartUpload,
  type StoredObject,
  type Version,
} from './bucket';
import { checkWriteConditions, type WriteConditions } from './conditions';
import { ObjectFiles } from './object-files';
import { s3Error } from './s3-errors';
import {
  addVersion,
  findVersion,
  isDeleteMarker,
  nextVersionId,
  NULL_VERSION,
  parseVersionId,
  removeVersion,
} from './versions';

/** All buckets of the account. Each belongs to a region; names are global. */
export class S3Store {
  readonly files: ObjectFiles;
  /** Canonical user id: 64 hexadecimal digits. */
  readonly owner: { readonly ID: string };
  private readonly buckets = new Map<string, Bucket>();

  constructor(readonly platform: Platform) {
    this.files = new ObjectFiles(platform.folder, () => platform.newId(), platform.meter);
    this.owner = { ID: createHash('sha256').update(platform.accountId).digest('hex') };
  }

  /** Time on the embedded AWS's clock, in whole seconds as in HTTP. */
  now(): Date {
    return new Date(Math.floor(this.platform.clock.now() / 1_000) * 1_000);
  }

  /** Sorted by name. */
  list(): Bucket[] {
    return [...this.buckets.values()].sort(byKey(({ name }) => name));
  }

  /** Creates a bootstrap bucket on first access. */
  find(name: string): Bucket | undefined {
    const existing = this.buckets.get(name);
    if (existing) return existing;
    const region = bootstrapRegion('bucket', name, this.platform);
    return region === undefined ? undefined : this.create(name, region, true);
  }

  /** @throws AwsError `NoSuchBucket` */
  mustFind(name: string): Bucket {
    const bucket = this.find(name);
    if (!bucket) throw s3Error('NoSuchBucket');
    return bucket;
  }

  /** Creates an empty bucket with S3's defaults. */
  create(name: string, region: string, isBootstrap = false): Bucket {
    const bucket: Bucket = {
      name,
      region,
      isBootstrap,
      createdAt: this.now(),
      objects: new KeyedObjects(),
      noncurrent: new NoncurrentVersions(),
      uploads: new Map(),
      encryption: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }],
      },
      ownership: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      publicAccessBlock: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
      acl: 'private',
      lifecycle: undefined,
      logging: undefined,
      policy: undefined,
      tags: undefined,
      versioning: undefined,
      notification: {},
    };
    this.buckets.set(name, bucket);
    return bucket;
  }

  /** Removes a bucket and its multipart uploads. */
  async delete({ name, uploads }: Bucket): Promise<void> {
    this.buckets.delete(name);
    for (const upload of uploads.values()) await this.removeParts(upload);
  }

  /**
   * @param versionId - as in a request; absent for the current version
   * @throws AwsError `NoSuchBucket`, `NoSuchKey`, `NoSuchVersion`, `InvalidArgument`, and `MethodNotAllowed` for a
   *   delete marker
   */
  mustFindObject(bucketName: string, key: string, versionId?: string): StoredObject {
    const bucket = this.mustFind(bucketName);
    if (versionId !== undefined) return this.mustFindVersion(bucket, key, versionId);
    const object = bucket.objects.get(key);
    if (object) return object;
    const [marker] = bucket.noncurrent.of(key);
    throw s3Error('NoSuchKey', undefined, marker && markerHeaders(marker));
  }

  private mustFindVersion(bucket: Bucket, key: string, versionId: string): StoredObject {
    const version = findVersion(bucket, key, parseVersionId(versionId));
    if (!version) throw s3Error('NoSuchVersion');
    if (!isDeleteMarker(version)) return version;
    throw isMarker(version);
  }

  /**
   * The current object, for a change of its metadata. @throws AwsError as mustFindObject, and `MethodNotAllowed` if it
   * is hidden
   */
  mustFindDescribed(bucketName: string, key: string, versionId?: string): StoredObject {
    const { objects, noncurrent } = this.mustFind(bucketName);
    const [marker] = noncurrent.of(key);
    if (versionId === undefined && marker && !objects.get(key)) throw isMarker(marker);
    return this.mustFindObject(bucketName, key, versionId);
  }

  /**
   * Stores an object as the latest version of its key if the conditions hold; otherwise deletes its file. Fails if
   * the bucket was deleted during the write.
   *
   * @throws AwsError `NoSuchBucket`, `NoSuchKey`, `PreconditionFailed`
   */
  async put(
    bucket: Bucket,
    object: Omit<StoredObject, 'versionId'>,
    conditions: WriteConditions = {},
  ): Promise<StoredObject> {
    try {
      if (this.buckets.get(bucket.name) !== bucket) throw s3Error('NoSuchBucket');
      checkWriteConditions(bucket.objects.get(object.key), conditions);
    } catch (error) {
      await this.files.remove([object.file]);
      throw error;
    }
    const version = { ...object, versionId: nextVersionId(bucket) };
    await this.discard(addVersion(bucket, version));
    return version;
  }

  /**
   * Deletes an object; with versioning, a delete marker hides it instead.
   *
   * @returns what was removed or added; undefined if there was nothing to do
   */
  async deleteObject(bucket: Bucket, key: string): Promise<Version | undefined> {
    if (bucket.versioning === undefined) return this.deleteVersion(bucket, key, undefined);
    const marker: DeleteMarker = { key, versionId: nextVersionId(bucket), lastModified: this.now() };
    await this.discard(addVersion(bucket, marker));
    return marker;
  }

  /**
   * Deletes a version for good.
   *
   * @param versionId - `undefined` is the null version
   * @returns the version, undefined if there was none
   */
  async deleteVersion(
    bucket: Bucket,
    key: string,
    versionId: string | undefined,
  ): Promise<Version | undefined> {
    const removed = removeVersion(bucket, key, versionId);
    if (removed) await this.discard(removed);
    return removed;
  }

  /** Completes a change of a bucket's versions: removes the file of a deleted one. */
  private async discard(version: Version | undefined): Promise<void> {
    this.platform.changes.notify();
    if (version && !isDeleteMarker(version)) await this.files.remove([version.file]);
  }

  /** @throws AwsError `NoSuchBucket`, `NoSuchUpload` */
  mustFindUpload(bucket: Bucket, key: string, uploadId: string): MultipartUpload {
    const upload = bucket.uploads.get(uploadId);
    if (upload?.key !== key) throw s3Error('NoSuchUpload');
    return upload;
  }

  /** Deletes the files of an upload's parts. */
  async removeParts({ parts }: MultipartUpload): Promise<void> {
    await this.files.remove([...parts.values()].map(({ file }) => file));
  }
}

/** Response headers for a key that a delete marker hides. */
const markerHeaders = ({ versionId = NULL_VERSION }: Version): Record<string, string> => ({
  'x-amz-delete-marker': 'true',
  'x-amz-version-id': versionId,
});

const isMarker = (marker: Version): AwsError =>
  s3Error('MethodNotAllowed', undefined, {
    ...markerHeaders(marker),
    allow: 'DELETE',
    'last-modified': marker.lastModified.toUTCString(),
  });
