import type { InputOf } from '../../../gateway/shape';
import type { AwsCall } from '../../../platform';
import { CARRIERS, carriersOf, formerCarriers, type Carrier } from './iam-identity-policies';
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
    ...CARRIERS,
  },
  createOnly: ['ManagedPolicyName', 'Path', 'Description'],
  create: async (properties, { aws, initiated, newName }) => {
    const { ManagedPolicyName, PolicyDocument, Path, Description } = properties;
    const { Policy } = await aws<{ Policy: { Arn: string; PolicyId: string } }>('iam', 'CreatePolicy', {
      ...(Path !== undefined && { Path }),
      ...(Description !== undefined && { Description }),
      PolicyName: ManagedPolicyName ?? newName({ maxLength: 128 }),
      PolicyDocument: documentText(PolicyDocument),
    });
    const { Arn: PolicyArn, PolicyId } = Policy;
    initiated(PolicyArn);
    await attach(PolicyArn, properties, aws);
    return { physicalId: PolicyArn, attributes: { PolicyArn, PolicyId } };
  },
  update: async (properties, { aws, physicalId: PolicyArn, previous }) => {
    await aws('iam', 'CreatePolicyVersion', {
      PolicyArn,
      PolicyDocument: documentText(properties.PolicyDocument),
      SetAsDefault: true,
    });
    // Old versions block the deletion.
    const { Versions } = await aws<{ Versions: PolicyVersion[] }>('iam', 'ListPolicyVersions', { PolicyArn });
    for (const { VersionId, IsDefaultVersion } of Versions)
      if (!IsDefaultVersion) await aws('iam', 'DeletePolicyVersion', { PolicyArn, VersionId });
    await attach(PolicyArn, properties, aws);
    await detach(PolicyArn, formerCarriers(previous, properties), aws);
  },
  remove: async (PolicyArn, { aws, properties }) => {
    await detach(PolicyArn, carriersOf(properties), aws);
    await unlessGone(aws('iam', 'DeletePolicy', { PolicyArn }));
  },
});

/** Attaching is idempotent. */
async function attach(PolicyArn: string, properties: InputOf<typeof CARRIERS>, aws: AwsCall): Promise<void> {
  for (const { kind, identity } of carriersOf(properties))
    await aws('iam', `Attach${kind}Policy`, { ...identity, PolicyArn });
}

async function detach(PolicyArn: string, carriers: readonly Carrier[], aws: AwsCall): Promise<void> {
  for (const { kind, identity } of carriers)
    await unlessGone(aws('iam', `Detach${kind}Policy`, { ...identity, PolicyArn }));
}
