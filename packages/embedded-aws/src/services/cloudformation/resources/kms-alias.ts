import { resourceType } from './resource-type';
import { unlessGone } from './unless-gone';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-alias.html */
export const kmsAlias = resourceType({
  properties: {
    AliasName: { type: 'string', required: true, max: 256 },
    TargetKeyId: { type: 'string', required: true },
  },
  createOnly: ['AliasName'],
  create: async ({ AliasName, TargetKeyId }, { aws }) => {
    await aws('kms', 'CreateAlias', { AliasName, TargetKeyId });
    return { physicalId: AliasName };
  },
  update: async ({ TargetKeyId }, { aws, physicalId: AliasName }) => {
    await aws('kms', 'UpdateAlias', { AliasName, TargetKeyId });
  },
  remove: (AliasName, { aws }) => unlessGone(aws('kms', 'DeleteAlias', { AliasName })),
});
