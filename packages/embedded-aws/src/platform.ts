import { AwsError } from './aws-error';
import type { Assumption } from './authorization/authorizer';
import type { AwsEvent, NewAwsEvent } from './aws-event';
import type { Changes } from './changes';
import type { Clock } from './clock';
import type { EventListener } from './event-stream';
import type { Faults } from './faults/faults';
import type { Caller } from './authorization/principal';
import type { Latency } from './latency';
import type { Messages } from './messages';
import type { Metrics } from './metrics';

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
  readonly functions: FunctionPlace;
  /** Invocations of Lambda functions that may run at once, all functions of the region together. */
  readonly concurrency: number;
  /** Whether a deployment to the region is about to come. */
  readonly isReady: boolean;
  readonly jobScript: JobScript;
  readonly faults: Faults;
  /** The region's metrics. */
  readonly metrics: Metrics;
  /** Where messages go that would leave the account. */
  readonly messages: Messages;
  /** A new UUID. */
  newId(): string;
  /**
   * Calls operations of the embedded AWS's services from inside, as that caller.
   *
   * @param region - this one by default
   */
  as(caller: Caller, region?: string): AwsCall;
  /**
   * Begins a session of a role for a caller or a service that its trust policy lets assume it.
   *
   * @throws AwsError `AccessDenied`, `ValidationError`
   */
  assume(request: AssumeRoleRequest): Session;
  /**
   * Tells what happened to the event bus of a region.
   *
   * @param region - this one by default
   */
  emit(event: NewAwsEvent, region?: string): AwsEvent;
  /** Takes the events of this region from now on. */
  onEvent(listener: EventListener): void;
  /** Puts the failure of something that no request asked for into the request log. */
  logFailure(service: string, operation: string, error: Error): void;
}

/**
 * Where Lambda functions run: each in processes of its own, or all in this one, which is many times faster and
 * for functions alone that one trusts.
 */
export type FunctionPlace = 'processes' | 'inline';

/** One run of the script of a Glue job. */
export interface JobScriptRun {
  /** Calls as the job's role. */
  readonly aws: AwsCall;
  /** `s3://bucket/key` */
  readonly script: string;
  /** The job's arguments, with those of the run. */
  readonly runArguments: Readonly<Record<string, string>>;
  readonly workers: number;
  /** For temporary files; it exists. */
  readonly folder: string;
  /** Aborts when nothing more is to be written. */
  readonly signal: AbortSignal;
}

/**
 * Does what the script of a Glue job would do: no Python runs here.
 *
 * @throws Error with the reason for which the run is FAILED
 */
export type JobScript = (run: JobScriptRun) => Promise<void>;

/** Which role is to be assumed, and by whom. */
export interface AssumeRoleRequest extends Assumption {
  readonly sessionName: string;
  /** @default 3600 */
  readonly durationSeconds?: number;
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

/**
 * Begins a session of a role, as {@link Platform.assume} does, with an error of the service's own where the role does
 * not let it.
 */
export function assumeOr(refusal: () => AwsError, request: AssumeRoleRequest, platform: Platform): Session {
  try {
    return platform.assume(request);
  } catch (cause) {
    throw cause instanceof AwsError ? refusal() : cause;
  }
}
