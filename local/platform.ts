import type { Changes } from './changes';
import type { Clock } from './clock';
import type { Caller } from './gateway/request';
import type { Latency } from './latency';

/** What every service of the embedded AWS stands on: one for each region, and one for the global services. */
export interface Platform {
  readonly accountId: string;
  readonly region: string;
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  /** A folder of this service alone; it exists, and it goes when the embedded AWS goes. */
  readonly folder: string;
  readonly clock: Clock;
  readonly changes: Changes;
  readonly latency: Latency;
  /** A new UUID. */
  newId(): string;
  /** Calls operations of the embedded AWS's services from inside, as that caller. */
  as(caller: Caller): AwsCall;
  /**
   * Begins a session of a role, as AssumeRole does for a service that a role trusts.
   *
   * @param durationMs - one hour by default
   */
  assume(roleArn: string, sessionName: string, durationMs?: number): Session;
}

/** Temporary credentials of a role. */
export interface Session extends Caller {
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Milliseconds since the Unix epoch. */
  readonly expiresAtMs: number;
}

/**
 * Calls an operation of a service in this process: validated, logged and, on failure, thrown as AwsError,
 * just as over HTTP. `O` is the part of the answer that the caller reads.
 */
export type AwsCall = <O extends object = object>(
  service: string,
  operation: string,
  input: object,
) => Promise<O>;

/** Something that exists in the account, as `GET /_local/inventory` lists it. */
export interface InventoryEntry {
  /** As CloudFormation names the type where it has one: `AWS::S3::Bucket`, `AWS::Personalize::Recommender`. */
  readonly type: string;
  readonly id: string;
  /** Belongs to the CDK's bootstrap, which outlives every stack. */
  readonly bootstrap?: true;
}
