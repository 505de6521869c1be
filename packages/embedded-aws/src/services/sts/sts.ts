import { AwsError } from '../../aws-error';
import { nothing } from '../../authorization/permission';
import { actionOf } from '../../gateway/action';
import { queryService } from '../../gateway/query-protocol';
import type { Platform } from '../../platform';
import type { ServiceDefinition } from '../service-definition';

/** An operation of STS, which is stateless: sessions belong to the account. */
const stsAction = actionOf<Platform>();

const HOUR_SECONDS = 3_600;
const ROLE_ARN = /^arn:aws[\w-]*:iam::\d{12}:role\/.+$/;

/**
 * Starts a session of a role that the caller may assume.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
const assumeRole = stsAction({
  input: {
    RoleArn: { type: 'string', required: true, min: 20, max: 2048 },
    RoleSessionName: { type: 'string', required: true, min: 2, max: 64, pattern: /[\w+=,.@-]*/ },
    DurationSeconds: { type: 'integer', min: 900, max: 12 * HOUR_SECONDS },
    ExternalId: { type: 'string', min: 2, max: 1224 },
  },
  permissions: nothing,
  run: (input, platform, { caller }) => {
    if (!ROLE_ARN.test(input.RoleArn)) throw new AwsError('ValidationError', `${input.RoleArn} is invalid`);
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

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
const getCallerIdentity = stsAction({
  input: {},
  permissions: nothing,
  run: (_input, { accountId }, { caller }) => ({
    UserId: caller.userId,
    Account: accountId,
    Arn: caller.arn,
  }),
});

/** AWS Security Token Service. */
export const stsDefinition: ServiceDefinition<Platform> = {
  scope: 'global',
  createStore: (platform) => platform,
  apis: {
    sts: queryService({
      name: 'sts',
      xmlns: 'https://sts.amazonaws.com/doc/2011-06-15/',
      actions: { AssumeRole: assumeRole, GetCallerIdentity: getCallerIdentity },
    }),
  },
  inventory: () => [],
};
