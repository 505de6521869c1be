import { AwsError } from '../../../aws-error';
import type { Platform, Session } from '../../../platform';
import { validationError } from '../template/template-error';

/** Begins a session of a stack's role. @throws AwsError `ValidationError` */
export function assumeRole(roleArn: string, platform: Platform): Session {
  const by = { service: 'cloudformation.amazonaws.com' };
  try {
    return platform.assume({ roleArn, sessionName: 'AWSCloudFormation', by });
  } catch (cause) {
    if (!(cause instanceof AwsError)) throw cause;
    throw validationError(`Role ${roleArn} is invalid or cannot be assumed`);
  }
}
