import { AwsError } from '../../aws-error';
import type { InputOf } from '../../gateway/shape';
import { checkVariables } from './environment-variables';
import type { CONFIGURATION_FIELDS } from './function-fields';
import { pythonOf } from './python';
import type { FunctionLayers, FunctionLogging, FunctionVpc, LambdaFunction } from './lambda-function';

/** What UpdateFunctionConfiguration changes. */
export type Configuration = Pick<
  LambdaFunction,
  | 'role'
  | 'runtime'
  | 'handler'
  | 'description'
  | 'timeoutSeconds'
  | 'memoryMb'
  | 'variables'
  | 'ephemeralStorageMb'
  | 'tracingMode'
  | 'vpc'
  | 'logging'
  | 'layers'
>;

/** Lambda's defaults. */
export const defaultConfiguration = (name: string): Configuration => ({
  role: '',
  runtime: '',
  handler: '',
  description: '',
  timeoutSeconds: 3,
  memoryMb: 128,
  variables: undefined,
  ephemeralStorageMb: 512,
  tracingMode: 'PassThrough',
  vpc: { subnetIds: [], securityGroupIds: [], allowsIpv6: false },
  logging: { format: 'Text', level: 'INFO', systemLevel: 'INFO', group: `/aws/lambda/${name}` },
  layers: { versions: [], folder: undefined },
});

/**
 * Merges an input into the configuration of a function. Fails for an unsupported runtime or variable.
 *
 * @param layers - those that the input names
 */
export function configure(
  before: Configuration,
  name: string,
  input: InputOf<typeof CONFIGURATION_FIELDS>,
  layers: FunctionLayers | undefined,
): Configuration {
  if (input.Runtime !== undefined) refuseForeignRuntime(input.Runtime);
  checkVariables(input.Environment?.Variables);
  return {
    role: input.Role ?? before.role,
    runtime: input.Runtime ?? before.runtime,
    handler: input.Handler ?? before.handler,
    description: input.Description ?? before.description,
    timeoutSeconds: input.Timeout ?? before.timeoutSeconds,
    memoryMb: input.MemorySize ?? before.memoryMb,
    variables: input.Environment ? (input.Environment.Variables ?? {}) : before.variables,
    ephemeralStorageMb: input.EphemeralStorage?.Size ?? before.ephemeralStorageMb,
    tracingMode: input.TracingConfig?.Mode ?? before.tracingMode,
    vpc: input.VpcConfig ? vpcOf(input.VpcConfig) : before.vpc,
    logging: input.LoggingConfig ? loggingOf(input.LoggingConfig, `/aws/lambda/${name}`) : before.logging,
    layers: layers ?? before.layers,
  };
}

type VpcConfig = NonNullable<InputOf<typeof CONFIGURATION_FIELDS>['VpcConfig']>;

function vpcOf({ SubnetIds = [], SecurityGroupIds = [], Ipv6AllowedForDualStack }: VpcConfig): FunctionVpc {
  if (SubnetIds.length > 0 !== SecurityGroupIds.length > 0)
    throw new AwsError(
      'InvalidParameterValueException',
      'SubnetIds and SecurityIds must coexist or be both empty list.',
    );
  return {
    subnetIds: SubnetIds,
    securityGroupIds: SecurityGroupIds,
    allowsIpv6: Ipv6AllowedForDualStack ?? false,
  };
}

type LoggingConfig = NonNullable<InputOf<typeof CONFIGURATION_FIELDS>['LoggingConfig']>;

function loggingOf(config: LoggingConfig, defaultLogGroup: string): FunctionLogging {
  const { LogFormat = 'Text', ApplicationLogLevel, SystemLogLevel, LogGroup = defaultLogGroup } = config;
  if (LogFormat === 'Text' && (ApplicationLogLevel ?? SystemLogLevel))
    throw new AwsError(
      'InvalidParameterValueException',
      'Log levels need the JSON log format: got ApplicationLogLevel or SystemLogLevel with LogFormat Text',
    );
  return {
    format: LogFormat,
    level: ApplicationLogLevel ?? 'INFO',
    systemLevel: SystemLogLevel ?? 'INFO',
    group: LogGroup,
  };
}

/** Runtimes that Lambda itself no longer accepts. */
const ENDED =
  /^(nodejs(4\.3|6\.10|8\.10|10\.x|12\.x|14\.x)?|python(2\.7|3\.6|3\.7)|java8|go1\.x|provided|ruby2\.[57]|dotnetcore\d\.\d)$/;

function refuseForeignRuntime(runtime: string): void {
  if (/^nodejs(1[89]|[2-9]\d)\.x$/.test(runtime)) return;
  if (/^python3\.(9|1\d)$/.test(runtime)) {
    pythonOf();
    return;
  }
  if (ENDED.test(runtime))
    throw new AwsError(
      'InvalidParameterValueException',
      `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions. ` +
        'We recommend you use a supported runtime while creating or updating functions.',
    );
  throw new AwsError(
    'InvalidParameterValueException',
    `Runtime '${runtime}' cannot run here: the embedded AWS runs functions with the Node.js it runs on itself and ` +
      "with this machine's python3, so it takes nodejs18.x, python3.9 and later only. Write the function in one " +
      'of these, or deploy it on AWS.',
  );
}
