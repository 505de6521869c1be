import type { ValueOf } from '../../gateway/shape';
import type { Tag } from '../../tags';
import type {
  BucketAcl,
  ENCRYPTION_CONFIGURATION,
  LOGGING_STATUS,
  OWNERSHIP_CONTROLS,
  PUBLIC_ACCESS_BLOCK,
} from './bucket-shapes';
import type { Checksum } from './checksum';
import type { LIFECYCLE_CONFIGURATION } from './lifecycle-shapes';
import type { NotificationConfiguration } from './notification-configuration';

/** A bucket: configuration, objects, multipart uploads. */
export interface Bucket {
  readonly name: string;
  readonly region: string;
  readonly createdAt: Date;
  /** The CDK's asset bucket. */
  readonly isBootstrap: boolean;
  /** The current version of each key, unless that is a delete marker. */
  readonly objects: KeyedObjects;
  /** All other versions; empty in a bucket that never had versioning. */
  readonly noncurrent: NoncurrentVersions;
  /** By upload id. */
  readonly uploads: Map<string, MultipartUpload>;
  encryption: ValueOf<typeof ENCRYPTION_CONFIGURATION>;
  ownership: ValueOf<typeof OWNERSHIP_CONTROLS> | undefined;
  publicAccessBlock: ValueOf<typeof PUBLIC_ACCESS_BLOCK> | undefined;
  acl: BucketAcl;
  lifecycle: ValueOf<typeof LIFECYCLE_CONFIGURATION> | undefined;
  logging: ValueOf<typeof LOGGING_STATUS>['LoggingEnabled'];
  /** JSON, verbatim. */
  policy: string | undefined;
  tags: readonly Tag[] | undefined;
  versioning: 'Enabled' | 'Suspended' | undefined;
  /** Who is notified of object changes. */
  notification: NotificationConfiguration;
}

/** A file on disk, with what was computed while writing it. */
export interface StoredFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** Lower-case hex. */
  readonly md5: string;
}

/** Client-supplied description of an object. */
export interface ObjectDescription {
  /** Members returned as sent: `ContentType`, `CacheControl`, … */
  readonly headers: Readonly<Partial<Record<DescribingHeader, string>>>;
  /** Suffix of `x-amz-meta-`, lower case. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: readonly Tag[];
}

/** Request members stored with an object. */
export const DESCRIBING_HEADERS = [
  'CacheControl',
  'ContentDisposition',
  'ContentEncoding',
  'ContentLanguage',
  'ContentType',
  'Expires',
  'WebsiteRedirectLocation',
] as const;

/** One of {@link DESCRIBING_HEADERS}. */
export type DescribingHeader = (typeof DESCRIBING_HEADERS)[number];

/** An object. Immutable; only ever replaced. */
export interface StoredObject extends ObjectDescription {
  readonly key: string;
  /** Undefined for the null version. */
  readonly versionId?: string;
  readonly file: StoredFile;
  /** In double quotes, as on the wire. */
  readonly eTag: string;
  readonly lastModified: Date;
  readonly checksum?: Checksum;
  /** Undefined for S3's own key. */
  readonly encryption?: KmsEncryption;
}

/** A version without content that hides its key while it is the latest. */
export interface DeleteMarker {
  readonly key: string;
  /** Undefined for the null version. */
  readonly versionId?: string;
  readonly lastModified: Date;
  readonly file?: undefined;
}

/** A version of a key. */
export type Version = StoredObject | DeleteMarker;

/** A multipart upload in progress. */
export interface MultipartUpload extends ObjectDescription {
  readonly id: string;
  readonly key: string;
  readonly initiated: Date;
  readonly checksum?: Omit<Checksum, 'value'>;
  readonly encryption?: KmsEncryption;
  /** By part number. */
  readonly parts: Map<number, Part>;
}

/** A part of a multipart upload. */
export interface Part {
  readonly file: StoredFile;
  readonly eTag: string;
  readonly lastModified: Date;
  readonly checksum?: Checksum;
}

/** KMS encryption of an object or multipart upload. */
export interface KmsEncryption {
  readonly keyArn: string;
  readonly hasBucketKey: boolean;
  /** Data key encrypted by KMS, base64. */
  readonly dataKey: string;
  readonly context: Readonly<Record<string, string>>;
}

/** A bucket's objects by key, with keys in S3's listing order. */
export class KeyedObjects {
  private readonly objects = new Map<string, StoredObject>();
  private sorted: readonly string[] | undefined;

  get size(): number {
    return this.objects.size;
  }

  get(key: string): StoredObject | undefined {
    return this.objects.get(key);
  }

  values(): IterableIterator<StoredObject> {
    return this.objects.values();
  }

  set(object: StoredObject): void {
    if (!this.objects.has(object.key)) this.sorted = undefined;
    this.objects.set(object.key, object);
  }

  delete(key: string): void {
    if (this.objects.delete(key)) this.sorted = undefined;
  }

  /** Sorted by UTF-8 bytes. */
  keys(): readonly string[] {
    this.sorted ??= [...this.objects.keys()].sort(byUtf8);
    return this.sorted;
  }
}

/** The versions of each key that are not its current object, newest first. */
export class NoncurrentVersions {
  private readonly byKey = new Map<string, readonly Version[]>();

  get isEmpty(): boolean {
    return this.byKey.size === 0;
  }

  keys(): IterableIterator<string> {
    return this.byKey.keys();
  }

  of(key: string): readonly Version[] {
    return this.byKey.get(key) ?? NONE;
  }

  add(version: Version): void {
    this.byKey.set(version.key, [version, ...this.of(version.key)]);
  }

  replace(version: Version): void {
    const isOther = ({ versionId }: Version): boolean => versionId !== version.versionId;
    this.byKey.set(
      version.key,
      this.of(version.key).map((one) => (isOther(one) ? one : version)),
    );
  }

  /** @param versionId - `undefined` is the null version */
  remove(key: string, versionId: string | undefined): Version | undefined {
    const versions = this.of(key);
    const removed = versions.find((version) => version.versionId === versionId);
    if (!removed) return undefined;
    if (versions.length === 1) this.byKey.delete(key);
    else
      this.byKey.set(
        key,
        versions.filter((version) => version !== removed),
      );
    return removed;
  }
}

const NONE: readonly Version[] = [];

/** S3's order: UTF-8 bytes, which differs from JavaScript's above U+FFFF. */
export const byUtf8 = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
