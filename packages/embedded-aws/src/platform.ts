import { AwsError } from './aws-error';
import type { Assumption } from './authorization/authorizer';
import type { AwsEvent, NewAwsEvent } from './aws-event';
import type { Bootstraps } from './bootstrap';
import type { Changes } from './changes';
import type { Clock } from './clock';
import type { EventListener } from './event-stream';
import type { Faults } from './faults/faults';
import type { Caller } from './authorization/principal';
import type { Latency } from './latency';
import type { Meter } from './billing/meter';
import type { Messages } from './messages';
import type { Metrics } from './metrics';
import type { BegunRequest } from './request-log';

/** What every service builds on: one per region, and one for the global services. */
export interface Platform {
  readonly accountId: string;
  readonly region: string;
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  /** First port for HTTP APIs; undefined for any free ones. */
  readonly firstApiPort: number | undefined;
  /** This service's own folder; exists, and is removed with the embedded AWS. */
  readonly folder: string;
  readonly clock: Clock;
  readonly changes: Changes;
  readonly latency: Latency;
  readonly functions: FunctionPlace;
  /** Maximum concurrent Lambda invocations in the region. */
  readonly concurrency: number;
  /** Whether to start function processes in advance, because the region is about to be deployed to. */
  readonly isReady: boolean;
  readonly jobScript: JobScript;
  readonly faults: Faults;
  /** The region's metrics. */
  readonly metrics: Metrics;
  /** The account's. */
  readonly meter: Meter;
  /** The account's bootstraps. */
  readonly bootstraps: Bootstraps;
  /** Receives messages that would leave the account. */
  readonly messages: Messages;
  /** A new UUID. */
  newId(): string;
  /**
   * Calls operations in-process, as the given caller.
   *
   * @param region - defaults to this one
   */
  as(caller: Caller, region?: string): AwsCall;
  /**
   * Starts a role session if the role's trust policy allows the caller or service.
   *
   * @throws AwsError `AccessDenied`, `ValidationError`
   */
  assume(request: AssumeRoleRequest): Session;
  /**
   * Emits an event to a region's event bus.
   *
   * @param region - defaults to this one
   */
  emit(event: NewAwsEvent, region?: string): AwsEvent;
  /** Subscribes to this region's events. */
  onEvent(listener: EventListener): void;
  /** Existing resources of this region and of the global services. */
  inventory(): InventoryEntry[];
  /** Starts a request log entry for a request outside AWS's own APIs. */
  beginRequest(service: string, caller: string): BegunRequest;
  /** Logs a failure of background work. */
  logFailure(service: string, operation: string, error: Error): void;
}

/**
 * Where Lambda functions run: in their own processes, or all in this one, which is many times faster but only
 * for trusted code.
 */
export type FunctionPlace = 'processes' | 'inline';

/** One run of a Glue job's script. */
export interface JobScriptRun {
  /** Calls operations as the job's role; rejects once the run is stopped. */
  readonly aws: AwsCall;
  /** `s3://bucket/key` */
  readonly script: string;
  /** The job's arguments, overridden by the run's. */
  readonly runArguments: Readonly<Record<string, string>>;
  readonly workers: number;
  /** Existing folder for temporary files. */
  readonly folder: string;
  /** Delays the clock until a computation of the script has ended. Not for calls, which may wait for the clock. */
  readonly hold: Clock['hold'];
  /** Environment variables with which another process calls operations as the job's role. */
  readonly environment: Readonly<Record<string, string>>;
  /** Runs another process, which `work` ends when the signal aborts: a stopped run is over only once it has ended. */
  readonly outside: <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T>;
  /** Writes to the run's log, where Spark's own lines go. */
  readonly log: (message: string) => Promise<void>;
}

/**
 * Replaces the Python script of a Glue job, which the embedded AWS cannot run.
 *
 * @throws Error whose message becomes the run's failure reason
 */
export type JobScript = (run: JobScriptRun) => Promise<void>;

/** The role to assume, and who assumes it. */
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
 * Calls an operation in-process: validated, logged and, on failure, thrown as AwsError, as over HTTP. `O` is
 * the part of the output that the caller reads.
 */
export type AwsCall = <O extends object = object>(
  service: string,
  operation: string,
  input: object,
) => Promise<O>;

/** An existing resource, as `GET /_local/inventory` lists it. */
export interface InventoryEntry {
  /** CloudFormation's type name where there is one: `AWS::S3::Bucket`, `AWS::Personalize::Recommender`. */
  readonly type: string;
  readonly id: string;
  /** Part of the CDK bootstrap, which outlives every stack. */
  readonly bootstrap?: true;
}

/** A recommender's model, as `GET /_local/models` shows it. */
export interface ModelEntry {
  readonly arn: string;
  readonly metrics?: Readonly<Record<string, number>>;
  /** Which model the training has chosen, for use cases that have several. */
  readonly choice?: {
    readonly model: string;
    readonly runnerUp: string;
    readonly margin: number;
    readonly questions: number;
  };
}

/** Like {@link Platform.assume}, but throws the service's own error if the role denies it. */
export function assumeOr(refusal: () => AwsError, request: AssumeRoleRequest, platform: Platform): Session {
  try {
    return platform.assume(request);
  } catch (cause) {
    throw cause instanceof AwsError ? refusal() : cause;
  }
}
