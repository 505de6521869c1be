import type { LambdaFunction } from './lambda-function';

/**
 * A function as `FunctionConfiguration`.
 *
 * @param arn - as the caller named it
 */
export const describeConfiguration = (fn: LambdaFunction, arn = fn.arn): object => ({
  FunctionName: fn.name,
  FunctionArn: arn,
  Runtime: fn.runtime,
  Role: fn.role,
  Handler: fn.handler,
  CodeSize: fn.code.bytes,
  CodeSha256: fn.code.sha256,
  Description: fn.description,
  Timeout: fn.timeoutSeconds,
  MemorySize: fn.memoryMb,
  LastModified: new Date(fn.modifiedMs).toISOString().replace('Z', '+0000'),
  Version: fn.version,
  ...(fn.variables && { Environment: { Variables: fn.variables } }),
  TracingConfig: { Mode: fn.tracingMode },
  ...(fn.vpc.subnetIds.length > 0 && {
    VpcConfig: {
      SubnetIds: fn.vpc.subnetIds,
      SecurityGroupIds: fn.vpc.securityGroupIds,
      Ipv6AllowedForDualStack: fn.vpc.allowsIpv6,
    },
  }),
  ...(fn.layers.versions.length > 0 && {
    Layers: fn.layers.versions.map(({ arn: Arn, bytes: CodeSize }) => ({ Arn, CodeSize })),
  }),
  RevisionId: fn.revisionId,
  State: 'Active',
  LastUpdateStatus: 'Successful',
  PackageType: 'Zip',
  Architectures: fn.architectures,
  EphemeralStorage: { Size: fn.ephemeralStorageMb },
  LoggingConfig: {
    LogFormat: fn.logging.format,
    LogGroup: fn.logging.group,
    ...(fn.logging.format === 'JSON' && {
      ApplicationLogLevel: fn.logging.level,
      SystemLogLevel: fn.logging.systemLevel,
    }),
  },
});

const BEING_CREATED = 'The function is being created.';

/** The answer to a creation: Pending. The next request shows the function as Active. */
export const describeCreation = (fn: LambdaFunction, arn?: string): object => ({
  ...describeConfiguration(fn, arn),
  State: 'Pending',
  StateReason: BEING_CREATED,
  StateReasonCode: 'Creating',
  LastUpdateStatus: undefined,
});

/**
 * The answer to an update: InProgress. The next request shows it as Successful. As on AWS, its reason is that of a
 * creation.
 */
export const describeUpdate = (fn: LambdaFunction): object => ({
  ...describeConfiguration(fn),
  LastUpdateStatus: 'InProgress',
  LastUpdateStatusReason: BEING_CREATED,
  LastUpdateStatusReasonCode: 'Creating',
});
