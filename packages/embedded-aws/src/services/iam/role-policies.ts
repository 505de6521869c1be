import { iamAction, onRole } from './iam-action';
import { iamError } from './iam-errors';
import {
  POLICY_ARN,
  ROLE_NAME,
  iamPage,
  PAGE_MEMBERS,
  PATH_PREFIX,
  POLICY_DOCUMENT,
  POLICY_NAME,
} from './iam-shapes';
import { policySize, storedPolicy, encodedPolicy } from './stored-policy';

const MAX_ATTACHED = 10;

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html */
export const attachRolePolicy = iamAction({
  input: { RoleName: ROLE_NAME, PolicyArn: POLICY_ARN },
  permissions: onRole('iam:AttachRolePolicy'),
  run: ({ RoleName, PolicyArn }, store) => {
    const { arn, attachedPolicies } = store.mustFindRole(RoleName);
    store.checkAttachable(PolicyArn);
    if (attachedPolicies.size >= MAX_ATTACHED && !attachedPolicies.has(PolicyArn))
      throw iamError('LimitExceeded', `Cannot exceed quota for PoliciesPerRole: ${MAX_ATTACHED}`);
    attachedPolicies.add(PolicyArn);
    store.platform.faults.changed(arn);
    store.platform.changes.notify();
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachRolePolicy.html */
export const detachRolePolicy = iamAction({
  input: { RoleName: ROLE_NAME, PolicyArn: POLICY_ARN },
  permissions: onRole('iam:DetachRolePolicy'),
  run: ({ RoleName, PolicyArn }, store) => {
    if (!store.mustFindRole(RoleName).attachedPolicies.delete(PolicyArn))
      throw iamError('NoSuchEntity', `Policy ${PolicyArn} was not found.`);
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html */
export const listAttachedRolePolicies = iamAction({
  input: { RoleName: ROLE_NAME, PathPrefix: PATH_PREFIX, ...PAGE_MEMBERS },
  permissions: onRole('iam:ListAttachedRolePolicies'),
  run: ({ RoleName, PathPrefix = '/', ...page }, store) => {
    const { attachedPolicies } = store.mustFindRole(RoleName);
    const found = [...attachedPolicies].filter((arn) => pathOf(arn).startsWith(PathPrefix));
    const { items, next } = iamPage(found, (arn) => arn, page);
    const AttachedPolicies = items.map((arn) => ({
      PolicyName: arn.slice(arn.lastIndexOf('/') + 1),
      PolicyArn: arn,
    }));
    return { AttachedPolicies, ...next };
  },
});

const pathOf = (arn: string): string => arn.slice(arn.indexOf('/'), arn.lastIndexOf('/') + 1);

/** Total characters of a role's inline policies. */
const MAX_SIZE = 10_240;

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
export const putRolePolicy = iamAction({
  input: { RoleName: ROLE_NAME, PolicyName: POLICY_NAME, PolicyDocument: POLICY_DOCUMENT },
  permissions: onRole('iam:PutRolePolicy'),
  run: ({ RoleName, PolicyName, PolicyDocument }, store) => {
    const { arn, inlinePolicies } = store.mustFindRole(RoleName);
    const policies = new Map(inlinePolicies).set(PolicyName, storedPolicy(PolicyDocument, 'identity'));
    const size = [...policies.values()].reduce((sum, policy) => sum + policySize(policy), 0);
    if (size > MAX_SIZE)
      throw iamError(
        'LimitExceeded',
        `Maximum policy size of ${MAX_SIZE} bytes exceeded for role ${RoleName}`,
      );
    inlinePolicies.set(PolicyName, policies.get(PolicyName)!);
    store.platform.faults.changed(arn);
    store.platform.changes.notify();
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html */
export const getRolePolicy = iamAction({
  input: { RoleName: ROLE_NAME, PolicyName: POLICY_NAME },
  permissions: onRole('iam:GetRolePolicy'),
  run: ({ RoleName, PolicyName }, store) => {
    const policy = store.mustFindRole(RoleName).inlinePolicies.get(PolicyName);
    if (!policy) throw iamError('NoSuchEntity', `The role policy with name ${PolicyName} cannot be found.`);
    return { RoleName, PolicyName, PolicyDocument: encodedPolicy(policy) };
  },
});

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePolicy.html */
export const deleteRolePolicy = iamAction({
  input: { RoleName: ROLE_NAME, PolicyName: POLICY_NAME },
  permissions: onRole('iam:DeleteRolePolicy'),
  run: ({ RoleName, PolicyName }, store) => {
    if (!store.mustFindRole(RoleName).inlinePolicies.delete(PolicyName))
      throw iamError('NoSuchEntity', `The role policy with name ${PolicyName} cannot be found.`);
    return undefined;
  },
});

/** Names of inline policies. @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html */
export const listRolePolicies = iamAction({
  input: { RoleName: ROLE_NAME, ...PAGE_MEMBERS },
  permissions: onRole('iam:ListRolePolicies'),
  run: ({ RoleName, ...page }, store) => {
    const { items, next } = iamPage(store.mustFindRole(RoleName).inlinePolicies.keys(), (name) => name, page);
    return { PolicyNames: items, ...next };
  },
});
