import { AwsError } from '../../aws-error';
import { stsAction } from './sts-action';

const HOUR_SECONDS = 3_600;

/**
 * Begins a session of a role that exists. The trust policy is not evaluated.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export const assumeRole = stsAction({
  input: {
    RoleArn: { type: 'string', required: true, min: 20, max: 2048 },
    RoleSessionName: { type: 'string', required: true, min: 2, max: 64, pattern: /[\w+=,.@-]*/ },
    DurationSeconds: { type: 'integer', min: 900, max: 12 * HOUR_SECONDS },
    // Only a condition of the trust policy could make a difference of it.
    ExternalId: { type: 'string', min: 2, max: 1224 },
  },
  run: async ({ RoleArn, RoleSessionName, DurationSeconds = HOUR_SECONDS }, platform, { caller }) => {
    const role = await findRole(RoleArn);
    if (role?.Arn !== RoleArn)
      throw new AwsError(
        'AccessDenied',
        `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
        403,
      );
    if (DurationSeconds > role.MaxSessionDuration)
      throw new AwsError(
        'ValidationError',
        `The requested DurationSeconds exceeds the MaxSessionDuration set for this role: ` +
          `${DurationSeconds} > ${role.MaxSessionDuration}`,
      );
    const session = platform.assume(RoleArn, RoleSessionName, DurationSeconds * 1_000);
    return {
      Credentials: {
        AccessKeyId: session.accessKeyId,
        SecretAccessKey: session.secretAccessKey,
        SessionToken: session.sessionToken,
        Expiration: new Date(session.expiresAtMs),
      },
      AssumedRoleUser: { AssumedRoleId: session.userId, Arn: session.arn },
    };

    async function findRole(arn: string): Promise<{ Arn: string; MaxSessionDuration: number } | undefined> {
      const RoleName = arn.slice(arn.lastIndexOf('/') + 1);
      try {
        const { Role } = await platform.as(caller)<{ Role: { Arn: string; MaxSessionDuration: number } }>(
          'iam',
          'GetRole',
          { RoleName },
        );
        return Role;
      } catch (error) {
        if (error instanceof AwsError && error.status < 500) return undefined;
        throw error;
      }
    }
  },
});
