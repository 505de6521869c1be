import type { InputOf } from '../../../gateway/shape';
import type { AwsCall } from '../../../platform';
import { CARRIERS, carriersOf, formerCarriers, type Carrier } from './iam-identity-policies';
import { documentText, POLICY_DOCUMENT } from './template-properties';
import { ResourceError, resourceType } from './resource-type';
import { unlessGone } from './unless-gone';

const PROPERTIES = {
  PolicyName: { type: 'string', required: true, max: 128 },
  PolicyDocument: POLICY_DOCUMENT,
  ...CARRIERS,
} as const;

type PolicyProperties = InputOf<typeof PROPERTIES>;

/**
 * An inline policy, added to each of its roles, users and groups.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html
 */
export const iamPolicy = resourceType({
  properties: PROPERTIES,
  create: async (properties, { aws, initiated, newName }) => {
    if (carriersOf(properties).length === 0)
      throw new ResourceError('At least one of [Groups,Roles,Users] must be non-empty.');
    const physicalId = newName({ maxLength: 128 });
    initiated(physicalId);
    await putPolicy(properties, aws);
    return { physicalId };
  },
  update: async (properties, { aws, previous }) => {
    await putPolicy(properties, aws);
    const isRenamed = previous.PolicyName !== properties.PolicyName;
    const former = isRenamed ? carriersOf(previous) : formerCarriers(previous, properties);
    await deletePolicy(previous.PolicyName, former, aws);
  },
  remove: (_physicalId, { aws, properties }) =>
    deletePolicy(properties.PolicyName, carriersOf(properties), aws),
});

async function putPolicy(properties: PolicyProperties, aws: AwsCall): Promise<void> {
  const { PolicyName, PolicyDocument } = properties;
  for (const { kind, identity } of carriersOf(properties))
    await aws('iam', `Put${kind}Policy`, {
      ...identity,
      PolicyName,
      PolicyDocument: documentText(PolicyDocument),
    });
}

async function deletePolicy(PolicyName: string, carriers: readonly Carrier[], aws: AwsCall): Promise<void> {
  for (const { kind, identity } of carriers)
    await unlessGone(aws('iam', `Delete${kind}Policy`, { ...identity, PolicyName }));
}
