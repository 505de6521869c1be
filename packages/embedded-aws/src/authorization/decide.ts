import type { PolicyDocument, PolicyStatement } from '../policy-document';
import { applyingStatements, type Question } from './applying-statements';
import type { Principal } from './principal';

/** The policies that have a say. */
export interface Policies {
  /** Of a role: inline and attached. */
  readonly identity: readonly PolicyDocument[];
  readonly boundary?: PolicyDocument;
  readonly resource?: PolicyDocument;
  /** The resource's policy must allow, or leave it to the account's, as a role's trust policy or a key's. */
  readonly resourceMustAllow?: boolean;
}

/** A kind of policy, as AWS's messages name it. */
export type PolicyType = 'identity-based policy' | 'permissions boundary' | 'resource-based policy';

/** Allowed, and by which statement of a role's policies if one of these did; or denied, and by which kind. */
export type Decision =
  | { readonly isAllowed: true; readonly by?: PolicyStatement }
  | { readonly isAllowed: false; readonly isExplicit: boolean; readonly because: PolicyType };

/**
 * AWS's evaluation within one account: an explicit denial wins; then the resource's policy alone allows whom it
 * names, and a role's own policies allow within its boundary; the account itself needs nobody's leave.
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

/** How a statement names a principal: by itself, or as one of its account. */
export type Naming = 'directly' | 'by account' | undefined;

/**
 * Whether a statement of a resource's policy is about a principal. `NotPrincipal` is about all others.
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
  return AWS.includes(accountId) || AWS.includes(`arn:aws:iam::${accountId}:root`) ? 'by account' : undefined;
}
