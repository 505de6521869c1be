import type { Caller } from '../gateway/request';
import type { ServicePrincipal } from './principal';

/**
 * A service that calls another on its own account, with no role: the policy of what it touches must allow it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services
 */
export const serviceCaller = (principal: ServicePrincipal): Caller => ({
  accessKeyId: principal.service,
  arn: principal.service,
  userId: principal.service,
  alongside: principal,
});
