import { AwsError } from '../../aws-error';
import type { Shape, ValueOf } from '../../gateway/shape';
import type { Platform } from '../../platform';
import { assumeRole } from './assume-role';

/** Which events of an execution are logged, and where. */
export const LOGGING_CONFIGURATION = {
  type: 'structure',
  fields: {
    level: { type: 'string', enum: ['ALL', 'ERROR', 'FATAL', 'OFF'] },
    includeExecutionData: { type: 'boolean' },
    destinations: {
      type: 'list',
      of: {
        type: 'structure',
        fields: {
          cloudWatchLogsLogGroup: {
            type: 'structure',
            fields: { logGroupArn: { type: 'string', min: 1, max: 256 } },
          },
        },
      },
    },
  },
} as const satisfies Shape;

type LoggingInput = ValueOf<typeof LOGGING_CONFIGURATION>;

/** A complete logging configuration, as DescribeStateMachine returns it. */
export type LoggingConfiguration = LoggingInput &
  Required<Pick<LoggingInput, 'level' | 'includeExecutionData'>>;

const NO_LOGGING: LoggingConfiguration = { level: 'OFF', includeExecutionData: false };

/** ARN of the log group, `…:*`; undefined if nothing is logged. */
export const logGroupOf = ({ level, destinations }: LoggingConfiguration): string | undefined =>
  level === 'OFF' ? undefined : destinations?.[0].cloudWatchLogsLogGroup?.logGroupArn;

/** A state machine that is, or is being, created. */
interface LoggedMachine {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly roleArn: string;
}

/**
 * Checks a logging configuration and subscribes to the log group, as the state machine's role.
 *
 * @throws AwsError `InvalidLoggingConfiguration`, `AccessDeniedException`
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
 */
export async function configureLogging(
  input: LoggingInput,
  { roleArn, stateMachineArn, name }: LoggedMachine,
  platform: Platform,
): Promise<LoggingConfiguration> {
  const configuration = { ...NO_LOGGING, ...input };
  if (configuration.level === 'OFF') return configuration;
  const logGroupArn = logGroupOf(configuration);
  if (input.destinations?.length !== 1 || logGroupArn === undefined)
    throw invalid('Must specify exactly one Log Destination.');
  const logs = platform.as(assumeRole(roleArn, { stateMachineArn, executionName: name }, platform));
  try {
    await logs('logs', 'CreateLogDelivery', { logGroupArn });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (error.code === 'ResourceNotFoundException') throw invalid('Log Destination not found.');
    throw new AwsError(
      'AccessDeniedException',
      `The state machine IAM Role is not authorized to access the Log Destination: ${error.message}`,
    );
  }
  return configuration;
}

const invalid = (problem: string): AwsError =>
  new AwsError('InvalidLoggingConfiguration', `Invalid Logging Configuration: ${problem}`);
