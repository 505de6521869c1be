import type { PolicyStatement } from '../policy-document';
import type { Principal } from './principal';

/** How a statement names a principal: by itself, or as one of its account. */
export type Naming = 'directly' | 'by account' | undefined;

/**
 * Whether a statement of a resource's policy is about a principal. `NotPrincipal` is about all others.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function namesPrincipal(statement: PolicyStatement, principal: Principal): Naming {
  if (statement.Principal !== undefined) return naming(statement.Principal, principal);
  if (statement.NotPrincipal === undefined) return undefined;
  return naming(statement.NotPrincipal, principal) ? undefined : 'directly';
}

function naming(named: NonNullable<PolicyStatement['Principal']>, principal: Principal): Naming {
  if (named === '*') return 'directly';
  const { AWS = [], Service = [] } = named;
  if (AWS.includes('*')) return 'directly';
  if (principal.kind === 'service') return Service.includes(principal.service) ? 'directly' : undefined;
  const { accountId } = principal;
  if (principal.kind === 'role' && (AWS.includes(principal.roleArn) || AWS.includes(principal.sessionArn)))
    return 'directly';
  return AWS.includes(accountId) || AWS.includes(`arn:aws:iam::${accountId}:root`) ? 'by account' : undefined;
}
