import { TAG_LIST } from '../../../tags';
import { changedProperties } from '../engine/changes-of';
import { applyPolicies, IDENTITY_POLICIES } from './iam-identity-policies';
import { documentText, POLICY_DOCUMENT, tagChanges } from './template-properties';
import { resourceType } from './resource-type';
import { unlessGone } from './unless-gone';

const PROPERTIES = {
  RoleName: { type: 'string', max: 64 },
  Path: { type: 'string' },
  AssumeRolePolicyDocument: POLICY_DOCUMENT,
  Description: { type: 'string' },
  MaxSessionDuration: { type: 'integer' },
  PermissionsBoundary: { type: 'string' },
  ...IDENTITY_POLICIES,
  Tags: TAG_LIST,
} as const;

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html */
export const iamRole = resourceType({
  properties: PROPERTIES,
  createOnly: ['RoleName', 'Path'],
  create: async (properties, { aws, initiated, newName }) => {
    const { ManagedPolicyArns, Policies, AssumeRolePolicyDocument, ...role } = properties;
    const RoleName = properties.RoleName ?? newName({ maxLength: 64 });
    const { Role } = await aws<{ Role: { Arn: string; RoleId: string } }>('iam', 'CreateRole', {
      ...role,
      RoleName,
      AssumeRolePolicyDocument: documentText(AssumeRolePolicyDocument),
    });
    initiated(RoleName);
    await applyPolicies('Role', RoleName, {}, { ManagedPolicyArns, Policies }, aws);
    return { physicalId: RoleName, attributes: { Arn: Role.Arn, RoleId: Role.RoleId } };
  },
  update: async (properties, { aws, physicalId: RoleName, previous }) => {
    const changed = changedProperties(previous, properties);
    if (changed.includes('AssumeRolePolicyDocument'))
      await aws('iam', 'UpdateAssumeRolePolicy', {
        RoleName,
        PolicyDocument: documentText(properties.AssumeRolePolicyDocument),
      });
    const { Description = '', MaxSessionDuration = 3600, PermissionsBoundary } = properties;
    if (changed.includes('Description') || changed.includes('MaxSessionDuration'))
      await aws('iam', 'UpdateRole', { RoleName, Description, MaxSessionDuration });
    if (changed.includes('PermissionsBoundary'))
      await (PermissionsBoundary === undefined
        ? aws('iam', 'DeleteRolePermissionsBoundary', { RoleName })
        : aws('iam', 'PutRolePermissionsBoundary', { RoleName, PermissionsBoundary }));
    const { added, removedKeys } = tagChanges(previous.Tags, properties.Tags);
    if (removedKeys.length > 0) await aws('iam', 'UntagRole', { RoleName, TagKeys: removedKeys });
    if (added.length > 0) await aws('iam', 'TagRole', { RoleName, Tags: added });
    await applyPolicies('Role', RoleName, previous, properties, aws);
  },
  remove: async (RoleName, { aws, properties }) => {
    await applyPolicies('Role', RoleName, properties, {}, aws);
    await unlessGone(aws('iam', 'DeleteRole', { RoleName }));
  },
});
