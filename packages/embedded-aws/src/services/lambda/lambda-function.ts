import type { LogSettings } from './worker/worker-message';

/** A function as it is stored; an update makes a new one. */
export interface LambdaFunction {
  readonly name: string;
  readonly arn: string;
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
  readonly code: FunctionCode;
  readonly tags: Readonly<Record<string, string>>;
  /** Statements of the resource policy. */
  readonly policy: readonly PolicyStatement[];
  readonly revisionId: string;
  /** Milliseconds since the Unix epoch, on the embedded AWS's clock. */
  readonly modifiedMs: number;
}

/** Where a function's network interfaces would be; without subnets in no VPC. */
export interface FunctionVpc {
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly allowsIpv6: boolean;
}

/** Where a function's log goes, and what of it. */
export interface FunctionLogging extends LogSettings {
  readonly group: string;
  /** Lowest level of the platform's own events, in the JSON format. */
  readonly systemLevel: 'DEBUG' | 'INFO' | 'WARN';
}

/** A function's unpacked code. */
export interface FunctionCode {
  readonly folder: string;
  /** Base64. */
  readonly sha256: string;
  /** Size of the archive. */
  readonly bytes: number;
  /** Packages of the SDK's clients that it takes from Lambda's runtime. */
  readonly clients: readonly string[];
}

/** Who may invoke a function. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly [member: string]: unknown;
}
