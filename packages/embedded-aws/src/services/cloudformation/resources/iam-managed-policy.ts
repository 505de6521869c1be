import { documentText, POLICY_DOCUMENT } from './template-properties';
import { resourceType } from './resource-type';
import { unlessGone } from './unless-gone';

interface PolicyVersion {
  readonly VersionId: string;
  readonly IsDefaultVersion: boolean;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html */
export const iamManagedPolicy = resourceType({
  properties: {
    ManagedPolicyName: { type: 'string', max: 128 },
    Path: { type: 'string' },
    Description: { type: 'string' },
    PolicyDocument: POLICY_DOCUMENT,
    Roles: { type: 'list', of: { type: 'string' } },
  },
  createOnly: ['ManagedPolicyName', 'Path', 'Description'],
  create: async (properties, { aws, initiated, newName }) => {
    const { ManagedPolicyName, PolicyDocument, Roles = [], ...policy } = properties;
    const { Policy } = await aws<{ Policy: { Arn: string; PolicyId: string } }>('iam', 'CreatePolicy', {
      ...policy,
      PolicyName: ManagedPolicyName ?? newName({ maxLength: 128 }),
      PolicyDocument: documentText(PolicyDocument),
    });
    const { Arn: PolicyArn, PolicyId } = Policy;
    initiated(PolicyArn);
    for (const RoleName of Roles) await aws('iam', 'AttachRolePolicy', { RoleName, PolicyArn });
    return { physicalId: PolicyArn, attributes: { PolicyArn, PolicyId } };
  },
  update: async ({ PolicyDocument, Roles = [] }, { aws, physicalId: PolicyArn, previous }) => {
    await aws('iam', 'CreatePolicyVersion', {
      PolicyArn,
      PolicyDocument: documentText(PolicyDocument),
      SetAsDefault: true,
    });
    // Old versions block the deletion.
    const { Versions } = await aws<{ Versions: PolicyVersion[] }>('iam', 'ListPolicyVersions', { PolicyArn });
    for (const { VersionId, IsDefaultVersion } of Versions)
      if (!IsDefaultVersion) await aws('iam', 'DeletePolicyVersion', { PolicyArn, VersionId });
    const { Roles: oldRoles = [] } = previous;
    for (const RoleName of Roles)
      if (!oldRoles.includes(RoleName)) await aws('iam', 'AttachRolePolicy', { RoleName, PolicyArn });
    for (const RoleName of oldRoles)
      if (!Roles.includes(RoleName))
        await unlessGone(aws('iam', 'DetachRolePolicy', { RoleName, PolicyArn }));
  },
  remove: async (PolicyArn, { aws, properties: { Roles = [] } }) => {
    for (const RoleName of Roles) await unlessGone(aws('iam', 'DetachRolePolicy', { RoleName, PolicyArn }));
    await unlessGone(aws('iam', 'DeletePolicy', { PolicyArn }));
  },
});
