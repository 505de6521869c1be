import { TAG_LIST } from '../../../tags';
import { deleteAndWait, untilActive, type DescribeState, type PersonalizeState } from './personalize-settled';
import { resourceType, type ResourceContext } from './resource-type';
import { personalizeTags } from './template-properties';
import { unlessGone } from './unless-gone';

/**
 * A group has one dataset per type, so the old one is deleted before its replacement is created.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-personalize-dataset.html
 */
export const personalizeDataset = resourceType({
  properties: {
    Name: { type: 'string', required: true },
    DatasetGroupArn: { type: 'string', required: true },
    DatasetType: { type: 'string', required: true },
    SchemaArn: { type: 'string', required: true },
    Tags: TAG_LIST,
  },
  createOnly: ['Name', 'DatasetGroupArn', 'DatasetType', 'SchemaArn', 'Tags'],
  replacement: 'delete-then-create',
  create: async ({ Name, DatasetGroupArn, DatasetType, SchemaArn, Tags }, context) => {
    const { datasetArn } = await context.aws<{ datasetArn: string }>('personalize', 'CreateDataset', {
      name: Name,
      datasetGroupArn: DatasetGroupArn,
      datasetType: DatasetType,
      schemaArn: SchemaArn,
      tags: personalizeTags(Tags),
    });
    context.initiated(Name);
    await untilActive(describeOf(datasetArn, context), context);
    return { physicalId: Name, attributes: { DatasetArn: datasetArn } };
  },
  remove: (_name, context) => {
    const { aws, properties } = context;
    const datasetArn = arnOf(properties);
    const remove = (): Promise<unknown> => aws('personalize', 'DeleteDataset', { datasetArn });
    return deleteAndWait(describeOf(datasetArn, context), remove, context);
  },
});

/** The ARN is group and type, without the dataset's name. */
const arnOf = ({ DatasetGroupArn, DatasetType }: { DatasetGroupArn: string; DatasetType: string }): string =>
  `${DatasetGroupArn.replace(':dataset-group/', ':dataset/')}/${DatasetType.toUpperCase()}`;

const describeOf =
  (datasetArn: string, { aws }: ResourceContext): DescribeState =>
  async () => {
    const { dataset } = await aws<{ dataset: PersonalizeState }>('personalize', 'DescribeDataset', {
      datasetArn,
    });
    return dataset;
  };

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-personalize-schema.html */
export const personalizeSchema = resourceType({
  properties: {
    Name: { type: 'string', required: true },
    Schema: { type: 'string', required: true, max: 10_000 },
    Domain: { type: 'string', enum: ['ECOMMERCE', 'VIDEO_ON_DEMAND'] },
    // Personalize schemas have no tags and the effect is undocumented: changed tags replace the schema, and
    // tag nothing.
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
