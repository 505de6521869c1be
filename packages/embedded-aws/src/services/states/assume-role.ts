import { AwsError } from '../../aws-error';
import { assumeOr, type Platform, type Session } from '../../platform';

/** User of the role: a state machine and its execution. */
interface RoleUser {
  readonly stateMachineArn: string;
  readonly executionName: string;
}

/**
 * Starts a session of a state machine's role, which trusts the service by its global name or, as older CDK apps write
 * it, the regional one.
 *
 * @throws AwsError `AccessDeniedException`
 */
export function assumeRole(
  roleArn: string,
  { stateMachineArn, executionName }: RoleUser,
  platform: Platform,
): Session {
  const refusal = (): AwsError =>
    new AwsError(
      'AccessDeniedException',
      'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume ' +
        `the provided role: ${roleArn}`,
    );
  const assumeAs = (service: string): Session => {
    const by = { service, sourceArn: stateMachineArn };
    return assumeOr(refusal, { roleArn, sessionName: executionName.slice(0, 64), by }, platform);
  };
  try {
    return assumeAs('states.amazonaws.com');
  } catch {
    return assumeAs(`states.${platform.region}.amazonaws.com`);
  }
}
