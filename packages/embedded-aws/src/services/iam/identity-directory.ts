import type { Authority, IdentityDirectory, RoleAuthority } from '../../authorization/identity-directory';
import type { PolicyDocument } from '../../policy-document';
import { AWS_MANAGED_POLICIES } from './aws-managed-policies';
import type { IamStore } from './iam-store';
import type { Identity } from './identity';
import { mustFindVersion } from './managed-policy';
import type { RolePolicies } from './former-policies';
import type { Role } from './role';

/** Policy documents of an identity, and its managed policies that are unknown here. */
function policiesOf(
  identities: readonly Identity[],
  store: IamStore,
): Pick<Authority, 'policies' | 'unknownPolicies'> {
  const policies: PolicyDocument[] = [];
  const unknownPolicies: string[] = [];
  for (const { inlinePolicies, attachedPolicies } of identities) {
    for (const { document } of inlinePolicies.values()) policies.push(document);
    for (const arn of attachedPolicies) {
      const document = documentOf(arn, store);
      if (document) policies.push(document);
      else unknownPolicies.push(arn);
    }
  }
  return { policies, unknownPolicies };
}

function rolePolicies(role: Role, store: IamStore): RolePolicies {
  const { policies, unknownPolicies } = policiesOf([role], store);
  return { policies, unknownPolicies, boundary: boundaryOf(role.permissionsBoundary, store) };
}

/** To be called before the policies of a role change: a fault may hide the change from its requests. */
export const keepFormerPolicies = (role: Role, store: IamStore): void =>
  store.formerPolicies.keep(role, rolePolicies(role, store));

/** The same for all roles that have a managed policy. */
export function keepFormerPoliciesOf(policyArn: string, store: IamStore): void {
  for (const role of store.roles.values())
    if (role.attachedPolicies.has(policyArn) || role.permissionsBoundary === policyArn)
      keepFormerPolicies(role, store);
}

// Hot path, called for every request of a role: no spreads.
function roleAuthority(role: Role, store: IamStore, former?: RolePolicies): RoleAuthority {
  const { policies, unknownPolicies, boundary } = former ?? rolePolicies(role, store);
  return {
    arn: role.arn,
    id: role.id,
    policies,
    boundary,
    unknownPolicies,
    isBootstrap: role.isBootstrap,
    trust: role.trustPolicy.document,
    maxSessionSeconds: role.maxSessionSeconds,
  };
}

/** An unknown boundary allows nothing. */
const boundaryOf = (arn: string | undefined, store: IamStore): PolicyDocument | undefined =>
  arn === undefined ? undefined : (documentOf(arn, store) ?? { version: '2012-10-17', statements: [] });

function documentOf(arn: string, store: IamStore): PolicyDocument | undefined {
  const policy = store.policies.get(arn);
  return policy
    ? mustFindVersion(policy, policy.defaultVersionId).policy.document
    : AWS_MANAGED_POLICIES.get(arn);
}

const nameIn = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

/** The account's roles and users, for authorization. A user has its groups' policies, too. */
export const iamIdentities = (store: IamStore): IdentityDirectory => ({
  find: (roleArn) => {
    const role = store.findRole(nameIn(roleArn));
    return role?.arn === roleArn ? roleAuthority(role, store) : undefined;
  },
  findCaller: (roleArn) => {
    const role = store.findRole(nameIn(roleArn));
    if (role?.arn !== roleArn) return undefined;
    store.formerPolicies.use(role);
    return roleAuthority(role, store, store.formerPolicies.struck(role));
  },
  findUser: (userArn) => {
    const user = store.users.get(nameIn(userArn));
    if (user?.arn !== userArn) return undefined;
    return {
      arn: userArn,
      boundary: boundaryOf(user.permissionsBoundary, store),
      ...policiesOf([user, ...store.groupsOf(user.name)], store),
    };
  },
  holderOf: (accessKeyId) => {
    if (!store.knownKeys.has(accessKeyId)) return undefined;
    const user = [...store.users.values()].find(({ accessKeys }) => accessKeys.has(accessKeyId));
    const isActive = user?.accessKeys.get(accessKeyId)?.status === 'Active';
    return user && isActive
      ? { accessKeyId, arn: user.arn, userId: user.id, kind: 'user' }
      : { accessKeyId, arn: accessKeyId, userId: accessKeyId, kind: 'revoked' };
  },
  list: () => [...store.roles.values()].map((role) => roleAuthority(role, store)),
});
