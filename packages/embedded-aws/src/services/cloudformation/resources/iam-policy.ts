import { documentText, POLICY_DOCUMENT } from './template-properties';
import { resourceType } from './resource-type';
import { unlessGone } from './unless-gone';

/**
 * An inline policy, added to each of its roles.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html
 */
export const iamPolicy = resourceType({
  properties: {
    PolicyName: { type: 'string', required: true, max: 128 },
    PolicyDocument: POLICY_DOCUMENT,
    Roles: { type: 'list', required: true, min: 1, of: { type: 'string' } },
  },
  create: async ({ PolicyName, PolicyDocument, Roles }, { aws, initiated, newName }) => {
    const physicalId = newName({ maxLength: 128 });
    initiated(physicalId);
    for (const RoleName of Roles)
      await aws('iam', 'PutRolePolicy', {
        RoleName,
        PolicyName,
        PolicyDocument: documentText(PolicyDocument),
      });
    return { physicalId };
  },
  update: async ({ PolicyName, PolicyDocument, Roles }, { aws, previous }) => {
    for (const RoleName of Roles)
      await aws('iam', 'PutRolePolicy', {
        RoleName,
        PolicyName,
        PolicyDocument: documentText(PolicyDocument),
      });
    for (const RoleName of previous.Roles)
      if (previous.PolicyName !== PolicyName || !Roles.includes(RoleName))
        await unlessGone(aws('iam', 'DeleteRolePolicy', { RoleName, PolicyName: previous.PolicyName }));
  },
  remove: async (_physicalId, { aws, properties: { PolicyName, Roles } }) => {
    for (const RoleName of Roles) await unlessGone(aws('iam', 'DeleteRolePolicy', { RoleName, PolicyName }));
  },
});
