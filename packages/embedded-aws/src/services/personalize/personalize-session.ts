import type { Caller } from '../../authorization/principal';
import type { Platform } from '../../platform';

/** The service principal in policies. */
export const PERSONALIZE = 'personalize.amazonaws.com';

/**
 * A role session on behalf of a Personalize resource, which the service names to the role's trust policy. For
 * buckets and keys it also acts as itself, so their policies must allow both. It names no source there: the
 * guide's policies for them have no condition, and the actual behaviour is undocumented.
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
