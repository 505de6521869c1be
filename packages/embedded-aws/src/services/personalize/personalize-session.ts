import type { Caller } from '../../authorization/principal';
import type { Platform } from '../../platform';

/** The service, as policies name it. */
export const PERSONALIZE = 'personalize.amazonaws.com';

/**
 * A session of a role, for a resource of Personalize's; to a role's trust policy the service names the resource. It
 * reads buckets and uses keys on its own account, too, so their policies must allow both. There it names nothing: the
 * guide's policies for them have no condition, and what the service says is not documented.
 *
 * @throws AwsError `AccessDenied`
 * @see https://docs.aws.amazon.com/personalize/latest/dg/granting-personalize-s3-access.html
 */
export function personalizeSession(
  roleArn: string,
  resource: { readonly arn: string; readonly sessionName: string },
  platform: Platform,
): Caller {
  const by = { service: PERSONALIZE, sourceArn: resource.arn };
  const session = platform.assume({ roleArn, sessionName: resource.sessionName, by });
  return { ...session, alongside: { service: PERSONALIZE, namesNoSource: true } };
}
