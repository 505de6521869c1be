import { AwsError } from '../../aws-error';
import { assumeOr, type Platform, type Session } from '../../platform';

/** Begins a session of a function's role. @throws AwsError `InvalidParameterValueException` */
export const assumeRole = (roleArn: string, functionName: string, platform: Platform): Session =>
  assumeOr(
    unassumableRole,
    { roleArn, sessionName: functionName, by: { service: 'lambda.amazonaws.com' } },
    platform,
  );

/** The error for a role that a function cannot have. */
export const unassumableRole = (): AwsError =>
  new AwsError(
    'InvalidParameterValueException',
    'The role defined for the function cannot be assumed by Lambda.',
  );
