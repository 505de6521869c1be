import { TAG_LIST } from '../../../tags';
import type { Platform } from '../../../platform';
import { deleteAndWait, untilActive, type DescribeState, type PersonalizeState } from './personalize-settled';
import { personalizeTags } from './template-properties';
import { resourceType, type ResourceContext } from './resource-type';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-personalize-datasetgroup.html */
export const personalizeDatasetGroup = resourceType({
  properties: {
    Name: { type: 'string', required: true },
    Domain: { type: 'string', enum: ['ECOMMERCE', 'VIDEO_ON_DEMAND'] },
    RoleArn: { type: 'string' },
    KmsKeyArn: { type: 'string' },
    Tags: TAG_LIST,
  },
  createOnly: ['Name', 'Domain', 'RoleArn', 'KmsKeyArn', 'Tags'],
  create: async ({ Name, Domain, RoleArn, KmsKeyArn, Tags }, context) => {
    const { datasetGroupArn } = await context.aws<{ datasetGroupArn: string }>(
      'personalize',
      'CreateDatasetGroup',
      {
        name: Name,
        ...(Domain && { domain: Domain }),
        ...(RoleArn && { roleArn: RoleArn }),
        ...(KmsKeyArn && { kmsKeyArn: KmsKeyArn }),
        tags: personalizeTags(Tags),
      },
    );
    context.initiated(Name);
    await untilActive(describeOf(datasetGroupArn, context), context);
    return { physicalId: Name, attributes: { DatasetGroupArn: datasetGroupArn } };
  },
  remove: (name, context) => {
    const { aws, platform } = context;
    const datasetGroupArn = arnOf(name, platform);
    const remove = (): Promise<unknown> => aws('personalize', 'DeleteDatasetGroup', { datasetGroupArn });
    return deleteAndWait(describeOf(datasetGroupArn, context), remove, context);
  },
});

const arnOf = (name: string, { region, accountId }: Platform): string =>
  `arn:aws:personalize:${region}:${accountId}:dataset-group/${name}`;

const describeOf =
  (datasetGroupArn: string, { aws }: ResourceContext): DescribeState =>
  async () => {
    const { datasetGroup } = await aws<{ datasetGroup: PersonalizeState }>(
      'personalize',
      'DescribeDatasetGroup',
      { datasetGroupArn },
    );
    return datasetGroup;
  };
