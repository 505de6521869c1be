import { CustomResource, TagManager, TagType, type ITaggableV2 } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import {
  DATASET_GROUP_TYPE,
  type DatasetGroupProperties,
} from '@ecommerce-recommenders/shop-data/contracts/dataset-group';
import type { DataKey } from './data-key';
import type { ImportRole } from './import-role';
import { LambdaProvider, ownStackStatement } from './lambda-provider';
import { personalizeArn } from './personalize-arn';
import { tagProperty } from './tag-property';

/** Encryption of a dataset group. */
export interface DatasetGroupEncryption {
  readonly dataKey: DataKey;
  /** Role that Personalize uses the key with. */
  readonly importRole: ImportRole;
}

/** Name and encryption of a {@link DatasetGroup}. */
export interface DatasetGroupProps {
  /** Name, unique in the account; a new name replaces the dataset group. */
  readonly datasetGroupName: string;
  /**
   * Fixed once the dataset group is there.
   *
   * @default - with a key of Personalize's own
   */
  readonly encryption?: DatasetGroupEncryption;
}

/**
 * An ECOMMERCE dataset group.
 *
 * A custom resource, because its deletion must wait until all datasets are deleted, and a deletion that fails must
 * report what is left in the group.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/create-domain-dataset-group.html
 */
export class DatasetGroup extends Construct implements ITaggableV2 {
  readonly datasetGroupName: string;
  readonly datasetGroupArn: string;
  /** Tags of the resource, which `Tags.of` sets. */
  readonly cdkTagManager = new TagManager(TagType.MAP, DATASET_GROUP_TYPE);

  constructor(scope: Construct, id: string, props: DatasetGroupProps) {
    super(scope, id);
    this.datasetGroupName = props.datasetGroupName;
    const { encryption } = props;

    const provider = LambdaProvider.getOrCreate(this, 'dataset-group');
    provider.allow(
      ownStackStatement(this),
      new iam.PolicyStatement({
        actions: [
          'personalize:CreateDatasetGroup',
          'personalize:DescribeDatasetGroup',
          'personalize:DeleteDatasetGroup',
          'personalize:TagResource',
          'personalize:UntagResource',
          'personalize:ListTagsForResource',
        ],
        resources: [personalizeArn(this, 'dataset-group', props.datasetGroupName)],
      }),
      ...(encryption ? [encryption.importRole.passStatement] : []),
    );
    const properties: DatasetGroupProperties = {
      Name: props.datasetGroupName,
      KmsKeyArn: encryption?.dataKey.key.keyArn,
      RoleArn: encryption?.importRole.roleArn,
      Tags: tagProperty(this.cdkTagManager),
    };
    const resource = new CustomResource(this, 'Resource', {
      resourceType: DATASET_GROUP_TYPE,
      serviceToken: provider.serviceToken,
      properties,
    });
    // Personalize tests the key at creation, through the policies of both.
    if (encryption) resource.node.addDependency(encryption.dataKey, encryption.importRole);
    this.datasetGroupArn = resource.ref;
  }
}
