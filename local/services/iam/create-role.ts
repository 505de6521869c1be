import { TAG_LIST } from '../../tags';
import { iamAction, onRole } from './iam-action';
import { iamError } from './iam-errors';
import {
  DESCRIPTION,
  MAX_SESSION_DURATION,
  PATH,
  POLICY_ARN,
  POLICY_DOCUMENT,
  ROLE_NAME,
} from './iam-shapes';
import { mergeIamTags } from './iam-tags';
import { roleMembers, type Role } from './role';
import { storedPolicy } from './stored-policy';

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export const createRole = iamAction({
  input: {
    RoleName: ROLE_NAME,
    Path: PATH,
    AssumeRolePolicyDocument: POLICY_DOCUMENT,
    Description: DESCRIPTION,
    MaxSessionDuration: MAX_SESSION_DURATION,
    PermissionsBoundary: { ...POLICY_ARN, required: undefined },
    Tags: TAG_LIST,
  },
  permissions: onRole('iam:CreateRole'),
  run: (input, store) => {
    const { RoleName: name, Path: path = '/', PermissionsBoundary } = input;
    if (store.findRole(name)) throw iamError('EntityAlreadyExists', `Role with name ${name} already exists.`);
    if (PermissionsBoundary !== undefined) store.checkAttachable(PermissionsBoundary);
    const role: Role = {
      path,
      name,
      id: store.newId('AROA'),
      arn: store.arn('role', path, name),
      createdAt: store.now(),
      isBootstrap: false,
      trustPolicy: storedPolicy(input.AssumeRolePolicyDocument, 'trust'),
      description: input.Description,
      maxSessionSeconds: input.MaxSessionDuration ?? 3_600,
      permissionsBoundary: PermissionsBoundary,
      tags: mergeIamTags([], input.Tags ?? []),
      inlinePolicies: new Map(),
      attachedPolicies: new Set(),
    };
    store.roles.set(name, role);
    store.platform.faults.changed(role.arn);
    return { Role: roleMembers(role) };
  },
});
