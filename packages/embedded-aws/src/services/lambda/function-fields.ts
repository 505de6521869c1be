import type { Fields } from '../../gateway/shape';

/** Members that identify a function. */
export const FUNCTION_REFERENCE = {
  FunctionName: { type: 'string', required: true, min: 1, max: 256 },
  Qualifier: { type: 'string', min: 1, max: 128 },
} as const satisfies Fields;

/** Code source: an archive in the request or in S3. */
export const CODE_FIELDS = {
  // Blob: base64 on the wire.
  ZipFile: { type: 'string' },
  S3Bucket: { type: 'string' },
  S3Key: { type: 'string' },
  S3ObjectVersion: { type: 'string' },
} as const satisfies Fields;

const LOG_LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const;

/** A function's configuration; other members are rejected by name. */
export const CONFIGURATION_FIELDS = {
  Role: { type: 'string', pattern: /arn:[\w-]+:iam::\d{12}:role\/?[\w+=,.@\-/]+/ },
  Runtime: { type: 'string' },
  Handler: { type: 'string', max: 128, pattern: /[^\s]+/ },
  Description: { type: 'string', max: 256 },
  Timeout: { type: 'integer', min: 1, max: 900 },
  MemorySize: { type: 'integer', min: 128, max: 10_240 },
  Environment: {
    type: 'structure',
    fields: {
      Variables: {
        type: 'map',
        key: { type: 'string', pattern: /[a-zA-Z]\w+/ },
        of: { type: 'string' },
      },
    },
  },
  // Stored and returned only; processes have neither tracing nor a disk quota.
  TracingConfig: {
    type: 'structure',
    fields: { Mode: { type: 'string', enum: ['Active', 'PassThrough'] } },
  },
  EphemeralStorage: {
    type: 'structure',
    fields: { Size: { type: 'integer', required: true, min: 512, max: 10_240 } },
  },
  // Stored and returned only: processes reach only this machine, with or without a VPC.
  VpcConfig: {
    type: 'structure',
    fields: {
      SubnetIds: { type: 'list', of: { type: 'string' }, max: 16 },
      SecurityGroupIds: { type: 'list', of: { type: 'string' }, max: 5 },
      Ipv6AllowedForDualStack: { type: 'boolean' },
    },
  },
  Layers: { type: 'list', of: { type: 'string', min: 1, max: 140 }, max: 5 },
  LoggingConfig: {
    type: 'structure',
    fields: {
      LogFormat: { type: 'string', enum: ['Text', 'JSON'] },
      ApplicationLogLevel: { type: 'string', enum: LOG_LEVELS },
      SystemLogLevel: { type: 'string', enum: ['DEBUG', 'INFO', 'WARN'] },
      LogGroup: { type: 'string', min: 1, max: 512, pattern: /[.\-_/#A-Za-z0-9]+/ },
    },
  },
} as const satisfies Fields;
