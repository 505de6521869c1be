import { AwsError } from '../../aws-error';
import { assumeOr, type Platform, type Session } from '../../platform';

/** Starts a session of a function's role. @throws AwsError `InvalidParameterValueException` */
export const assumeRole = (roleArn: string, functionName: string, platform: Platform): Session =>
  assumeOr(
    unassumableRole,
    { roleArn, sessionName: functionName, by: { service: 'lambda.amazonaws.com' } },
    platform,
  );

/** Error for a role that Lambda cannot assume. */
export const unassumableRole = (): AwsError =>
  new AwsError(
    'InvalidParameterValueException',
    'The role defined for the function cannot be assumed by Lambda.',
  );
