import type { InputOf } from '../../../gateway/shape';
import type { AwsCall } from '../../../platform';
import type { IdentityKind } from '../../iam/identity';
import { documentText, POLICY_DOCUMENT } from './template-properties';
import { unlessGone } from './unless-gone';

/** Policies among the properties of a role, user or group. */
export const IDENTITY_POLICIES = {
  ManagedPolicyArns: { type: 'list', of: { type: 'string' } },
  Policies: {
    type: 'list',
    of: {
      type: 'structure',
      fields: { PolicyName: { type: 'string', required: true }, PolicyDocument: POLICY_DOCUMENT },
    },
  },
} as const;

/** Attaches and puts the new policies of a role, user or group, then removes the old. */
export async function applyPolicies(
  kind: IdentityKind,
  name: string,
  before: InputOf<typeof IDENTITY_POLICIES>,
  after: InputOf<typeof IDENTITY_POLICIES>,
  aws: AwsCall,
): Promise<void> {
  const identity = { [`${kind}Name`]: name };
  const { ManagedPolicyArns: oldArns = [], Policies: oldPolicies = [] } = before;
  const { ManagedPolicyArns: arns = [], Policies: policies = [] } = after;
  for (const PolicyArn of arns)
    if (!oldArns.includes(PolicyArn)) await aws('iam', `Attach${kind}Policy`, { ...identity, PolicyArn });
  for (const { PolicyName, PolicyDocument } of policies)
    await aws('iam', `Put${kind}Policy`, {
      ...identity,
      PolicyName,
      PolicyDocument: documentText(PolicyDocument),
    });
  for (const PolicyArn of oldArns)
    if (!arns.includes(PolicyArn))
      await unlessGone(aws('iam', `Detach${kind}Policy`, { ...identity, PolicyArn }));
  for (const { PolicyName } of oldPolicies)
    if (!policies.some((policy) => policy.PolicyName === PolicyName))
      await unlessGone(aws('iam', `Delete${kind}Policy`, { ...identity, PolicyName }));
}

/** Properties of a policy that name the identities it is attached to. */
export const CARRIERS = {
  Groups: { type: 'list', of: { type: 'string' } },
  Roles: { type: 'list', of: { type: 'string' } },
  Users: { type: 'list', of: { type: 'string' } },
} as const;

type Carriers = InputOf<typeof CARRIERS>;

/** An identity as an operation names it: `{ UserName: 'a' }`. */
export interface Carrier {
  readonly kind: IdentityKind;
  readonly identity: Readonly<Record<string, string>>;
}

/** The identities that a policy is attached to, as a list. */
export function carriersOf({ Groups = [], Roles = [], Users = [] }: Carriers): Carrier[] {
  const named = (kind: IdentityKind, names: readonly string[]): Carrier[] =>
    names.map((name) => ({ kind, identity: { [`${kind}Name`]: name } }));
  return [...named('Group', Groups), ...named('Role', Roles), ...named('User', Users)];
}

/** The identities that a policy is no longer attached to. */
export function formerCarriers(before: Carriers, after: Carriers): Carrier[] {
  const kept = new Set(carriersOf(after).map((carrier) => JSON.stringify(carrier)));
  return carriersOf(before).filter((carrier) => !kept.has(JSON.stringify(carrier)));
}
