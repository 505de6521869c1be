import type { ValueOf } from '../../gateway/shape';
import type { Tag } from '../../tags';
import type { Checksum } from './checksum';
import type { KeyedObjects } from './keyed-objects';
import type { LIFECYCLE_CONFIGURATION } from './lifecycle-shapes';
import type { KmsEncryption } from './object-encryption';
import type { ENCRYPTION_CONFIGURATION, OWNERSHIP_CONTROLS, PUBLIC_ACCESS_BLOCK } from './bucket-shapes';

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
