import type { Caller } from '../gateway/request';

/**
 * A service that calls another on its own account, with no role: the policy of what it touches must allow it.
 *
 * @param service - `cloudwatch.amazonaws.com`
 * @param sourceArn - the resource on whose behalf it calls
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services
 */
export const serviceCaller = (service: string, sourceArn?: string): Caller => ({
  accessKeyId: service,
  arn: service,
  userId: service,
  alongside: { service, sourceArn },
});
