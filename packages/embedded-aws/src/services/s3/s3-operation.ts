import type { AnyAction } from '../../gateway/action';
import type { S3Store } from './s3-store';

/** An operation of S3 and how it looks on the wire. */
export interface S3Operation {
  /**
   * Method, level, and what else a request must have: `PUT object ?uploadId x-amz-copy-source`. Names
   * with a question mark are query parameters, the others headers.
   */
  readonly at: string;
  readonly action: AnyAction<S3Store>;
  /** The member that the body of a request is. */
  readonly body?: Payload;
  /** What the body of the answer is: one member, or a document of all but some. The rest are headers. */
  readonly answer?: Payload | { readonly document: string; readonly headers?: readonly string[] };
  /** @default 200 */
  readonly status?: number;
  /** Set where `x-amz-checksum-…` is about the whole object and not about the body of the request. */
  readonly checksumsOfObject?: true;
}

/** A member as a body. */
export interface Payload {
  readonly member: string;
  readonly as: 'xml' | 'text' | 'stream';
  /** How long a document in a request may be. @default 1 MiB */
  readonly maxBytes?: number;
}

/** An XML document. */
export const xmlPayload = (member: string, maxBytes?: number): Payload => ({ member, as: 'xml', maxBytes });

/** A text as it is. */
export const textPayload = (member: string): Payload => ({ member, as: 'text' });

/** Bytes that are never all in memory. */
export const streamPayload = (member: string): Payload => ({ member, as: 'stream' });
