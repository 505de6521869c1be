import { resourceType } from './resource-type';
import { unlessGone } from './unless-gone';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-personalize-schema.html */
export const personalizeSchema = resourceType({
  properties: {
    Name: { type: 'string', required: true },
    Schema: { type: 'string', required: true, max: 10_000 },
    Domain: { type: 'string', enum: ['ECOMMERCE', 'VIDEO_ON_DEMAND'] },
  },
  createOnly: ['Name', 'Schema', 'Domain'],
  create: async ({ Name, Schema, Domain }, { aws }) => {
    const { schemaArn } = await aws<{ schemaArn: string }>('personalize', 'CreateSchema', {
      name: Name,
      schema: Schema,
      ...(Domain && { domain: Domain }),
    });
    return { physicalId: Name, attributes: { SchemaArn: schemaArn } };
  },
  remove: (name, { aws, platform: { region, accountId } }) => {
    const schemaArn = `arn:aws:personalize:${region}:${accountId}:schema/${name}`;
    return unlessGone(aws('personalize', 'DeleteSchema', { schemaArn }));
  },
});
