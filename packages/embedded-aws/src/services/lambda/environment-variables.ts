import { AwsError } from '../../aws-error';
import type { Platform, Session } from '../../platform';
import type { LambdaFunction } from './lambda-function';
import { layerVariables } from './layer-variables';

/** Environment of a function's process: its own variables override Lambda's. */
export function environmentVariables(
  fn: LambdaFunction,
  platform: Platform,
  session: Session,
  logStream: string,
): Record<string, string> {
  return {
    LANG: 'en_US.UTF-8',
    TZ: 'UTC',
    AWS_ENDPOINT_URL: platform.endpoint,
    AWS_EC2_METADATA_DISABLED: 'true',
    // Lambda's Node.js satisfies the SDK; this machine's may be older, which is not the function's fault.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    ...fn.variables,
    ...layerVariables(fn),
    _HANDLER: fn.handler,
    LAMBDA_TASK_ROOT: fn.code.folder,
    AWS_EXECUTION_ENV: `AWS_Lambda_${fn.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: fn.name,
    AWS_LAMBDA_FUNCTION_VERSION: fn.version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(fn.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: fn.logging.group,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    AWS_REGION: platform.region,
    AWS_DEFAULT_REGION: platform.region,
    AWS_ACCESS_KEY_ID: session.accessKeyId,
    AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
    AWS_SESSION_TOKEN: session.sessionToken,
  };
}

const MAX_BYTES = 4_096;

/**
 * @throws AwsError for a reserved variable, and for more than 4 KB, measured as JSON
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function checkVariables(variables: Readonly<Record<string, string>> = {}): void {
  const reserved = Object.keys(variables).filter((name) => RESERVED.has(name));
  if (reserved.length > 0)
    throw unable(
      'contains reserved keys that are currently not supported for modification. ' +
        `Reserved keys used in this request: ${reserved.join(', ')}`,
    );
  const measured = JSON.stringify(variables);
  if (Buffer.byteLength(measured) > MAX_BYTES)
    throw unable(`exceeded the 4KB limit. String measured: ${measured}`);
}

const unable = (why: string): AwsError =>
  new AwsError(
    'InvalidParameterValueException',
    'Lambda was unable to configure your environment variables because the environment variables you have ' +
      `provided ${why}`,
  );

const RESERVED = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_DEFAULT_REGION',
  'AWS_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_LAMBDA_RUNTIME_API',
  'LAMBDA_TASK_ROOT',
  'LAMBDA_RUNTIME_DIR',
]);
