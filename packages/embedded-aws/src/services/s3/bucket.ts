import type { ValueOf } from '../../gateway/shape';
import type { Tag } from '../../tags';
import type { ENCRYPTION_CONFIGURATION, OWNERSHIP_CONTROLS, PUBLIC_ACCESS_BLOCK } from './bucket-shapes';
import type { Checksum } from './checksum';
import type { LIFECYCLE_CONFIGURATION } from './lifecycle-shapes';

/** A bucket: its configuration, its objects and what is being uploaded to it in parts. */
export interface Bucket {
  readonly name: string;
  readonly region: string;
  readonly createdAt: Date;
  /** The CDK's bucket for assets. */
  readonly isBootstrap: boolean;
  readonly objects: KeyedObjects;
  /** By upload id. */
  readonly uploads: Map<string, MultipartUpload>;
  encryption: ValueOf<typeof ENCRYPTION_CONFIGURATION>;
  ownership: ValueOf<typeof OWNERSHIP_CONTROLS> | undefined;
  publicAccessBlock: ValueOf<typeof PUBLIC_ACCESS_BLOCK> | undefined;
  lifecycle: ValueOf<typeof LIFECYCLE_CONFIGURATION> | undefined;
  /** The JSON document as it was put. */
  policy: string | undefined;
  tags: readonly Tag[] | undefined;
  versioning: 'Suspended' | undefined;
  /** Whether EventBridge is told of objects that come and go. */
  notifiesEventBridge: boolean;
}

/** Bytes on disk, and what was learned of them on the way there. */
export interface StoredFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** Lower-case hex. */
  readonly md5: string;
}

/** What a client says of an object besides its content. */
export interface ObjectDescription {
  /** Members of the API that come back as they were sent: `ContentType`, `CacheControl`, … */
  readonly headers: Readonly<Partial<Record<DescribingHeader, string>>>;
  /** Behind `x-amz-meta-`, in lower case. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: readonly Tag[];
}

/** The members that an object keeps of the request that made it. */
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

/** An object. It is never changed, only replaced. */
export interface StoredObject extends ObjectDescription {
  readonly key: string;
  readonly file: StoredFile;
  /** In double quotes, as on the wire. */
  readonly eTag: string;
  readonly lastModified: Date;
  readonly checksum?: Checksum;
  /** Undefined for a key of S3's own. */
  readonly encryption?: KmsEncryption;
}

/** An upload in parts that is neither completed nor aborted. */
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

/** How an object, or an upload in parts, is encrypted with a key of KMS. */
export interface KmsEncryption {
  readonly keyArn: string;
  readonly hasBucketKey: boolean;
  /** The data key, encrypted with the key of KMS, in base64. */
  readonly dataKey: string;
  readonly context: Readonly<Record<string, string>>;
}

/** The objects of a bucket by their keys, and the keys in the order in which S3 lists them. */
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

  /** In ascending order of their UTF-8 bytes. */
  keys(): readonly string[] {
    this.sorted ??= [...this.objects.keys()].sort(byUtf8);
    return this.sorted;
  }
}

/** S3's order: UTF-8 bytes, which JavaScript's own differs from above U+FFFF. */
export const byUtf8 = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
