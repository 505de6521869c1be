import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { Need } from '../authorization/permission';
import type { Caller } from '../authorization/principal';
import type { Refusal } from '../authorization/refusal';

/** A request after routing: who asks which service in which region. */
export interface AwsRequest {
  /** UUID, given back to the client as the request id. */
  readonly id: string;
  readonly method: string;
  /** Percent-encoded as it came, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Decoded from aws-chunked where the client sent that. */
  readonly body: Readable;
  /** The whole of the body, once somebody has asked for it. */
  whole?: Promise<Buffer>;
  /** Trailers of an aws-chunked body, by lower-case name; complete once the body has been read. */
  readonly trailers: ReadonlyMap<string, string>;
  readonly region: string;
  readonly caller: Caller;
  /** Why the caller may not do what needs this, or undefined. */
  refusal(needs: readonly Need[]): Refusal | undefined;
  /** What operations say of their answer, for the request log. */
  readonly notes: string[];
}

/** What goes back over HTTP. */
export interface AwsResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | Readable;
}
