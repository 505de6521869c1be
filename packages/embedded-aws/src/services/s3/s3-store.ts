import { createHash } from 'node:crypto';
import { bootstrapRegion } from '../../bootstrap';
import { byKey } from '../../gateway/page';
import type { Platform } from '../../platform';
import { KeyedObjects, type Bucket, type MultipartUpload, type StoredObject } from './bucket';
import { checkWriteConditions, type WriteConditions } from './conditions';
import { ObjectFiles } from './object-files';
import { s3Error } from './s3-errors';

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
      lifecycle: undefined,
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

  /** @throws AwsError `NoSuchBucket`, `NoSuchKey`, `NoSuchVersion` */
  mustFindObject(bucketName: string, key: string, versionId?: string): StoredObject {
    const object = this.mustFind(bucketName).objects.get(key);
    if (versionId !== undefined && versionId !== 'null') throw s3Error('NoSuchVersion');
    if (!object) throw s3Error('NoSuchKey');
    return object;
  }

  /**
   * Stores an object under its key if the conditions hold; otherwise deletes its file. Fails if the bucket
   * was deleted during the write.
   *
   * @throws AwsError `NoSuchBucket`, `NoSuchKey`, `PreconditionFailed`
   */
  async put(bucket: Bucket, object: StoredObject, conditions: WriteConditions = {}): Promise<void> {
    const replaced = bucket.objects.get(object.key);
    try {
      if (this.buckets.get(bucket.name) !== bucket) throw s3Error('NoSuchBucket');
      checkWriteConditions(replaced, conditions);
    } catch (error) {
      await this.files.remove([object.file]);
      throw error;
    }
    bucket.objects.set(object);
    this.platform.changes.notify();
    if (replaced) await this.files.remove([replaced.file]);
  }

  /** Deletes an object; false if there is none. */
  async deleteObject(bucket: Bucket, key: string): Promise<boolean> {
    const object = bucket.objects.get(key);
    if (!object) return false;
    bucket.objects.delete(key);
    this.platform.changes.notify();
    await this.files.remove([object.file]);
    return true;
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
