import type { LogSettings } from './worker/worker-message';

/** A function or a published version of it; immutable, updates create a new one. */
export interface LambdaFunction {
  readonly name: string;
  /** With the version, if published. */
  readonly arn: string;
  /** `$LATEST` or a number. */
  readonly version: string;
  readonly role: string;
  readonly runtime: string;
  readonly handler: string;
  readonly description: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly variables: Readonly<Record<string, string>> | undefined;
  readonly architectures: readonly string[];
  readonly ephemeralStorageMb: number;
  readonly tracingMode: string;
  readonly vpc: FunctionVpc;
  readonly logging: FunctionLogging;
  readonly layers: FunctionLayers;
  readonly code: FunctionCode;
  readonly tags: Readonly<Record<string, string>>;
  /** Statements of the resource policy. */
  readonly policy: readonly PolicyStatement[];
  readonly revisionId: string;
  /** Milliseconds since the Unix epoch, on the embedded AWS's clock. */
  readonly modifiedMs: number;
}

/** The VPC of a function's network interfaces; no subnets mean none. */
export interface FunctionVpc {
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly allowsIpv6: boolean;
}

/** A function's log group and log settings. */
export interface FunctionLogging extends LogSettings {
  readonly group: string;
  /** Minimum level of platform events, in JSON format. */
  readonly systemLevel: 'DEBUG' | 'INFO' | 'WARN';
}

/** The layers of a function and their merged content. */
export interface FunctionLayers {
  readonly versions: readonly { readonly arn: string; readonly bytes: number }[];
  /** What a function has in `/opt` on AWS; undefined without layers. */
  readonly folder: string | undefined;
}

/** A function's unpacked code. */
export interface FunctionCode {
  readonly folder: string;
  /** Base64. */
  readonly sha256: string;
  /** Size of the archive. */
  readonly bytes: number;
  /** SDK client packages it uses from Lambda's runtime. */
  readonly clients: readonly string[];
}

/** One permission to invoke a function. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly [member: string]: unknown;
}
