import type { PolicyDocument, PolicyStatement } from '../policy-document';
import { applyingStatements, type Question } from './applying-statements';
import type { Principal } from './principal';

/** Policies to evaluate. */
export interface Policies {
  /** Inline and attached policies of a role, or of a user and its groups. */
  readonly identity: readonly PolicyDocument[];
  readonly boundary?: PolicyDocument;
  readonly resource?: PolicyDocument;
  /** The resource policy must allow, or delegate to the account, as for role trust and KMS key policies. */
  readonly resourceMustAllow?: boolean;
}

/** Kind of policy, as in AWS's messages. */
export type PolicyType = 'identity-based policy' | 'permissions boundary' | 'resource-based policy';

/**
 * Allowed, with the role policy statement that allows it, if any; or denied, with the kind of policy that
 * denies it.
 */
export type Decision =
  | { readonly isAllowed: true; readonly by?: PolicyStatement }
  | { readonly isAllowed: false; readonly isExplicit: boolean; readonly because: PolicyType };

/**
 * AWS's policy evaluation within one account: an explicit deny wins; then the resource policy alone allows
 * the principals it names, and a role's own policies allow within its boundary; the account itself needs no
 * permission.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decide(question: Question, policies: Policies): Decision {
  const { principal } = question;
  const identity: PolicyStatement[] = [];
  for (const policy of policies.identity) identity.push(...applyingStatements(policy, question));
  const boundary = policies.boundary && applyingStatements(policies.boundary, question);
  const resource = policies.resource
    ? applyingStatements(policies.resource, question).filter((statement) =>
        namesPrincipal(statement, principal),
      )
    : [];
  if (identity.some(denies)) return denied('identity-based policy', true);
  if (boundary?.some(denies)) return denied('permissions boundary', true);
  if (resource.some(denies)) return denied('resource-based policy', true);

  const isBounded = boundary !== undefined && boundary.length === 0;
  const isGranted = resource.some((statement) => namesPrincipal(statement, principal) === 'directly');
  if (isGranted) return isBounded ? denied('permissions boundary', false) : { isAllowed: true };
  if (principal.kind === 'service' || (policies.resourceMustAllow && resource.length === 0))
    return denied('resource-based policy', false);
  if (principal.kind === 'account') return { isAllowed: true };
  if (identity.length === 0) return denied('identity-based policy', false);
  return isBounded ? denied('permissions boundary', false) : { isAllowed: true, by: identity[0] };
}

const denies = ({ Effect }: PolicyStatement): boolean => Effect === 'Deny';

const denied = (because: PolicyType, isExplicit: boolean): Decision => ({
  isAllowed: false,
  isExplicit,
  because,
});

/** How a statement names a principal: itself, or through its account. */
export type Naming = 'directly' | 'by account' | undefined;

/**
 * Whether a resource policy's statement applies to a principal. `NotPrincipal` applies to all others.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
function namesPrincipal(statement: PolicyStatement, principal: Principal): Naming {
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
  if (principal.kind === 'user' && AWS.includes(principal.userArn)) return 'directly';
  return AWS.includes(accountId) || AWS.includes(`arn:aws:iam::${accountId}:root`) ? 'by account' : undefined;
}
