import { CustomResource, TagManager, TagType, type ITaggableV2 } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import {
  DATASET_TYPE,
  GROWING_TYPES,
  schemaName,
  type DatasetProperties,
} from '@ecommerce-recommenders/shop-data/contracts/dataset';
import { versionOf, type DatasetProps, type IDataset } from './dataset';
import { LambdaProvider, ownStackStatement } from './lambda-provider';
import { personalizeArn, resourceName } from './personalize-arn';
import { tagProperty } from './tag-property';

/**
 * A dataset of the shop's own columns and its schema, to which columns can be added in place.
 *
 * A custom resource, because CloudFormation's own type replaces the dataset for a new schema. Its logical id differs from
 * that of {@link Dataset}: a resource cannot change its type.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/updating-dataset-schema.html
 */
export class GrowingDataset extends Construct implements IDataset, ITaggableV2 {
  /** Whether a dataset of this type can be one: not one of interactions. */
  static isPossible(datasetType: DatasetType): boolean {
    return GROWING_TYPES.some((type) => type === datasetType);
  }

  readonly datasetArn: string;
  readonly datasetType: DatasetType;
  readonly schemaVersion: string;
  readonly identity: IDataset['identity'];
  /** Tags of the resource, which `Tags.of` sets. */
  readonly cdkTagManager = new TagManager(TagType.MAP, DATASET_TYPE);

  constructor(scope: Construct, id: string, { datasetGroup, datasetType, schema }: DatasetProps) {
    super(scope, id);
    const name = resourceName(this, datasetType.toLowerCase());
    const text = JSON.stringify(schema);
    this.datasetType = datasetType;
    this.schemaVersion = versionOf(text);
    this.identity = { SchemaName: schemaName(name, this.schemaVersion) };

    const provider = LambdaProvider.getOrCreate(this, 'dataset');
    const groupName = datasetGroup.datasetGroupName;
    const datasetArn = personalizeArn(this, 'dataset', `${groupName}/${datasetType}`);
    provider.allow(
      ownStackStatement(this),
      new iam.PolicyStatement({
        actions: ['personalize:CreateDataset'],
        resources: [personalizeArn(this, 'dataset-group', groupName), datasetArn],
      }),
      // Of every type: without its table a dataset is deleted after the policy has lost what only it needed.
      new iam.PolicyStatement({
        actions: [
          'personalize:DescribeDataset',
          'personalize:UpdateDataset',
          'personalize:DeleteDataset',
          'personalize:TagResource',
          'personalize:UntagResource',
          'personalize:ListTagsForResource',
        ],
        resources: GROWING_TYPES.map((type) => personalizeArn(this, 'dataset', `${groupName}/${type}`)),
      }),
      new iam.PolicyStatement({
        actions: ['personalize:CreateSchema', 'personalize:DescribeSchema', 'personalize:DeleteSchema'],
        resources: GROWING_TYPES.map((type) =>
          personalizeArn(this, 'schema', schemaName(resourceName(this, type.toLowerCase()), '*')),
        ),
      }),
      // Personalize's List actions support no resource-level permissions.
      new iam.PolicyStatement({ actions: ['personalize:ListSchemas'], resources: ['*'] }),
    );
    const properties: DatasetProperties = {
      Name: name,
      DatasetGroupArn: datasetGroup.datasetGroupArn,
      DatasetType: datasetType,
      Schema: text,
      SchemaName: schemaName(name, this.schemaVersion),
      Tags: tagProperty(this.cdkTagManager),
    };
    const resource = new CustomResource(this, 'GrowingResource', {
      resourceType: DATASET_TYPE,
      serviceToken: provider.serviceToken,
      properties,
    });
    this.datasetArn = resource.ref;
  }
}
