import { AwsError } from '../../aws-error';
import type { Platform, Session } from '../../platform';
import { unassumableRole } from './reply';

/** Begins a session of a function's role. @throws AwsError `InvalidParameterValueException` */
export function assumeRole(roleArn: string, functionName: string, platform: Platform): Session {
  const by = { service: 'lambda.amazonaws.com' };
  try {
    return platform.assume({ roleArn, sessionName: functionName, by });
  } catch (cause) {
    if (!(cause instanceof AwsError)) throw cause;
    throw unassumableRole();
  }
}
