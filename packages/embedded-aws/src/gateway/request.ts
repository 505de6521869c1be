import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { Need } from '../authorization/permission';
import type { Caller } from '../authorization/principal';
import type { Refusal } from '../authorization/refusal';

/** A routed request: caller, service, region. */
export interface AwsRequest {
  /** UUID, returned to the client as the request id. */
  readonly id: string;
  readonly method: string;
  /** Percent-encoded as received, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Decoded from aws-chunked if needed. */
  readonly body: Readable;
  /** The whole body; set on first use. */
  whole?: Promise<Buffer>;
  /** Trailers of an aws-chunked body by lower-case name; complete once the body has been read. */
  readonly trailers: ReadonlyMap<string, string>;
  /** Whether its connection has carried a request before; absent for calls between services. */
  readonly isKeptAlive?: boolean;
  readonly region: string;
  readonly caller: Caller;
  /** Why the caller lacks these permissions, or undefined. */
  refusal(needs: readonly Need[]): Refusal | undefined;
  /** Remarks of operations, for the request log. */
  readonly notes: string[];
}

/** An HTTP response. */
export interface AwsResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | Readable;
}
