import { AwsError } from '../../aws-error';
import type { Platform, Session } from '../../platform';

/** Begins a session of a state machine's role. @throws AwsError `AccessDeniedException` */
export function assumeRole(roleArn: string, executionName: string, platform: Platform): Session {
  const by = { service: 'states.amazonaws.com' };
  try {
    return platform.assume({ roleArn, sessionName: executionName.slice(0, 64), by });
  } catch (cause) {
    if (!(cause instanceof AwsError)) throw cause;
    throw new AwsError(
      'AccessDeniedException',
      'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume ' +
        `the provided role: ${roleArn}`,
    );
  }
}
