import type { RoleAuthority, RoleDirectory } from '../../authorization/role-directory';
import type { PolicyDocument } from '../../policy-document';
import { AWS_MANAGED_POLICIES } from './aws-managed-policies';
import type { IamStore } from './iam-store';
import { mustFindVersion } from './managed-policy';
import type { Role } from './role';

/** A role's current policies, for authorization. */
function roleAuthority(role: Role, store: IamStore): RoleAuthority {
  const { permissionsBoundary } = role;
  const policies: PolicyDocument[] = [];
  const unknownPolicies: string[] = [];
  for (const { document } of role.inlinePolicies.values()) policies.push(document);
  for (const arn of role.attachedPolicies) {
    const document = documentOf(arn, store);
    if (document) policies.push(document);
    else unknownPolicies.push(arn);
  }
  return {
    arn: role.arn,
    isBootstrap: role.isBootstrap,
    trust: role.trustPolicy.document,
    policies,
    boundary: permissionsBoundary === undefined ? undefined : boundaryOf(permissionsBoundary, store),
    unknownPolicies,
    maxSessionSeconds: role.maxSessionSeconds,
  };
}

/** A missing or unknown boundary allows nothing. */
const boundaryOf = (arn: string, store: IamStore): PolicyDocument =>
  documentOf(arn, store) ?? { version: '2012-10-17', statements: [] };

function documentOf(arn: string, store: IamStore): PolicyDocument | undefined {
  const policy = store.policies.get(arn);
  return policy
    ? mustFindVersion(policy, policy.defaultVersionId).policy.document
    : AWS_MANAGED_POLICIES.get(arn);
}

/** The account's roles, for authorization. */
export const iamRoles = (store: IamStore): RoleDirectory => ({
  find: (roleArn) => {
    const role = store.findRole(roleArn.slice(roleArn.lastIndexOf('/') + 1));
    return role?.arn === roleArn ? roleAuthority(role, store) : undefined;
  },
  list: () => [...store.roles.values()].map((role) => roleAuthority(role, store)),
});
