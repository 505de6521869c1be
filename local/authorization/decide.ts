import type { PolicyDocument, PolicyStatement } from '../policy-document';
import { conditionsHold } from './conditions-hold';
import type { Context } from './context';
import { matchesArn } from './matches-arn';
import { matchesPattern } from './matches-pattern';
import { namesPrincipal } from './names-principal';
import type { Principal } from './principal';

/** One action on one resource. */
export interface Question {
  readonly principal: Principal;
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
}

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
  const identity = policies.identity.flatMap((policy) => applying(policy, question));
  const boundary = policies.boundary && applying(policies.boundary, question);
  const resource = policies.resource
    ? applying(policies.resource, question).filter((statement) => namesPrincipal(statement, principal))
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

function applying({ statements }: PolicyDocument, question: Question): PolicyStatement[] {
  return statements.filter(
    (statement) =>
      isAboutAction(statement, question) &&
      isAboutResource(statement, question) &&
      conditionsHold(statement, question.context),
  );
}

function isAboutAction({ Action, NotAction }: PolicyStatement, { action, context }: Question): boolean {
  const name = action.toLowerCase();
  const isNamed = (patterns: readonly string[]): boolean =>
    patterns.some((pattern) => matchesPattern(name, pattern.toLowerCase(), context));
  return Action ? isNamed(Action) : NotAction !== undefined && !isNamed(NotAction);
}

/** A trust policy names no resource: it is the role's. */
function isAboutResource(
  { Resource, NotResource }: PolicyStatement,
  { resource, context }: Question,
): boolean {
  const isNamed = (patterns: readonly string[]): boolean =>
    patterns.some((pattern) => matchesArn(resource, pattern, context));
  if (Resource) return isNamed(Resource);
  return NotResource === undefined || !isNamed(NotResource);
}
