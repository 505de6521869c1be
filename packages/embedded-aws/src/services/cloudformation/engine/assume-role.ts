import { assumeOr, type Platform, type Session } from '../../../platform';
import { validationError } from '../template/template-error';

/** Starts a session of a stack's role. @throws AwsError `ValidationError` */
export const assumeRole = (roleArn: string, platform: Platform): Session =>
  assumeOr(
    () => validationError(`Role ${roleArn} is invalid or cannot be assumed`),
    { roleArn, sessionName: 'AWSCloudFormation', by: { service: 'cloudformation.amazonaws.com' } },
    platform,
  );
