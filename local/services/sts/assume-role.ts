import { nothing } from '../../authorization/permission';
import { stsAction } from './sts-action';

const HOUR_SECONDS = 3_600;

/**
 * Begins a session of a role that lets the caller assume it.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export const assumeRole = stsAction({
  input: {
    RoleArn: { type: 'string', required: true, min: 20, max: 2048 },
    RoleSessionName: { type: 'string', required: true, min: 2, max: 64, pattern: /[\w+=,.@-]*/ },
    DurationSeconds: { type: 'integer', min: 900, max: 12 * HOUR_SECONDS },
    ExternalId: { type: 'string', min: 2, max: 1224 },
  },
  permissions: nothing,
  run: (input, platform, { caller }) => {
    const session = platform.assume({
      roleArn: input.RoleArn,
      sessionName: input.RoleSessionName,
      by: caller,
      externalId: input.ExternalId,
      durationSeconds: input.DurationSeconds,
    });
    return {
      Credentials: {
        AccessKeyId: session.accessKeyId,
        SecretAccessKey: session.secretAccessKey,
        SessionToken: session.sessionToken,
        Expiration: new Date(session.expiresAtMs),
      },
      AssumedRoleUser: { AssumedRoleId: session.userId, Arn: session.arn },
    };
  },
});
