import type { AnyAction } from '../../gateway/action';
import type { S3Store } from './s3-store';

/** An operation of S3 and its wire format. */
export interface S3Operation {
  /**
   * Method, level, and what else a request must have: `PUT object ?uploadId x-amz-copy-source`. Names with a
   * question mark are query parameters, others headers.
   */
  readonly at: string;
  readonly action: AnyAction<S3Store>;
  /** Member that is the request body. */
  readonly body?: Payload;
  /** Body of the answer: one member, or a document of all of them. The rest are headers. */
  readonly answer?: Payload | { readonly document: string; readonly headers?: readonly string[] };
  /** @default 200 */
  readonly status?: number;
  /** Set if `x-amz-checksum-…` covers the whole object instead of the request body. */
  readonly checksumsOfObject?: true;
  /** Set if the request must have a Content-MD5 or a checksum. */
  readonly needsDigest?: true;
}

/** A member as body. */
export interface Payload {
  readonly member: string;
  readonly as: 'xml' | 'text' | 'stream';
  /** Maximum length of a request document. @default 1 MiB */
  readonly maxBytes?: number;
}

/** An XML document. */
export const xmlPayload = (member: string, maxBytes?: number): Payload => ({ member, as: 'xml', maxBytes });

/** Verbatim text. */
export const textPayload = (member: string): Payload => ({ member, as: 'text' });

/** Bytes, streamed. */
export const streamPayload = (member: string): Payload => ({ member, as: 'stream' });
