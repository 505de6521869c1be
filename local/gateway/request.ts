import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { Need } from '../authorization/permission';
import type { ServicePrincipal } from '../authorization/principal';
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

/** Who signed a request. Signatures are not verified: only the user whose embedded AWS it is gets this far. */
export interface Caller {
  readonly accessKeyId: string;
  /** `arn:aws:iam::…:root`, or `arn:aws:sts::…:assumed-role/NAME/SESSION`. */
  readonly arn: string;
  /** The unique id that GetCallerIdentity reports. */
  readonly userId: string;
  /** Role behind an assumed-role session. */
  readonly roleArn?: string;
  /** A service that makes the call on its own account as well: the policies of what it touches must allow both. */
  readonly alongside?: ServicePrincipal;
}

/** What goes back over HTTP. */
export interface AwsResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | Readable;
}
