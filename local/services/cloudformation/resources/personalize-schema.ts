import { TAG_LIST } from '../../../tags';
import { resourceType } from './resource-type';
import { unlessGone } from './unless-gone';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-personalize-schema.html */
export const personalizeSchema = resourceType({
  properties: {
    Name: { type: 'string', required: true },
    Schema: { type: 'string', required: true, max: 10_000 },
    Domain: { type: 'string', enum: ['ECOMMERCE', 'VIDEO_ON_DEMAND'] },
    // Personalize has none for schemas, and nobody says what becomes of these: they make another schema, and tag nothing.
    Tags: TAG_LIST,
  },
  createOnly: ['Name', 'Schema', 'Domain', 'Tags'],
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
