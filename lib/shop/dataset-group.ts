import { Arn, ArnFormat, TagManager, TagType, type ITaggableV2 } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct, type IConstruct } from 'constructs';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import {
  DATASET_GROUP_TYPE,
  KEY_CHECK_TYPE,
  type DatasetGroupProperties,
  type KeyCheckProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-group';
import type { DataKey } from './data-key';
import type { ImportRole } from './import-role';
import { coreProvider } from './functions/core-provider';
import { listStatements, ownerStatement } from './group-statements';
import { personalizeArn, refuseOtherArn } from './personalize-arn';
import { tagProperty } from './tag-property';
import { allow } from './allow';

/** Key and role of an encrypted dataset group. */
export interface DatasetGroupEncryption {
  readonly dataKey: DataKey;
  /** Role with which Personalize uses the key. */
  readonly importRole: ImportRole;
}

/** Name and encryption of a {@link DatasetGroup}. */
export interface DatasetGroupProps {
  /** Name, unique in the account and region. A new name replaces the dataset group. */
  readonly datasetGroupName: string;
  /**
   * Cannot be changed after the dataset group is created.
   *
   * @default - a key that Personalize owns
   */
  readonly encryption?: DatasetGroupEncryption;
}

/** A dataset group, defined in this app or deployed by another one. */
export interface IDatasetGroup extends IConstruct {
  readonly datasetGroupArn: string;
  readonly datasetGroupName: string;
  /** Allows DescribeDatasetGroup. */
  grantDescribe(grantee: iam.IGrantable): iam.Grant;
  /** Allows PutItems and PutUsers, which change single rows of its datasets. */
  grantPutData(grantee: iam.IGrantable): iam.Grant;
}

abstract class DatasetGroupBase extends Construct implements IDatasetGroup {
  abstract readonly datasetGroupArn: string;
  abstract readonly datasetGroupName: string;

  grantDescribe(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, 'DescribeDatasetGroup', this.datasetGroupArn);
  }

  grantPutData(grantee: iam.IGrantable): iam.Grant {
    const { partition, region, account } = Arn.split(this.datasetGroupArn, ArnFormat.SLASH_RESOURCE_NAME);
    const dataset = (type: DatasetType): string =>
      `arn:${partition}:personalize:${region}:${account}:dataset/${this.datasetGroupName}/${type}`;
    const items = this.grant(grantee, 'PutItems', dataset('ITEMS'));
    return items.combine(this.grant(grantee, 'PutUsers', dataset('USERS')));
  }

  private grant(grantee: iam.IGrantable, action: string, resource: string): iam.Grant {
    const actions = [`personalize:${action}`];
    return iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [resource] });
  }
}

/** A dataset group that another app deploys. */
class ImportedDatasetGroup extends DatasetGroupBase {
  readonly datasetGroupName: string;

  constructor(
    scope: Construct,
    id: string,
    readonly datasetGroupArn: string,
  ) {
    super(scope, id);
    this.datasetGroupName = Arn.split(datasetGroupArn, ArnFormat.SLASH_RESOURCE_NAME).resourceName!;
  }
}

/**
 * An ECOMMERCE dataset group.
 *
 * It is a custom resource, because its deletion must wait until all datasets are deleted, and a failed deletion must
 * report what is left in the group.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/create-domain-dataset-group.html
 */
export class DatasetGroup extends DatasetGroupBase implements ITaggableV2 {
  /** Refers to a dataset group that another app deploys, to grant permissions to a back end. */
  static fromDatasetGroupArn(scope: Construct, id: string, datasetGroupArn: string): IDatasetGroup {
    refuseOtherArn(scope, 'dataset-group', datasetGroupArn);
    return new ImportedDatasetGroup(scope, id, datasetGroupArn);
  }

  readonly datasetGroupName: string;
  readonly datasetGroupArn: string;
  /** Tags of the resource, which `Tags.of` sets. */
  readonly cdkTagManager = new TagManager(TagType.MAP, DATASET_GROUP_TYPE);

  constructor(scope: Construct, id: string, props: DatasetGroupProps) {
    super(scope, id);
    this.datasetGroupName = props.datasetGroupName;
    const { encryption } = props;

    const statements = [
      ...listStatements(this, props.datasetGroupName),
      allow(
        [
          'personalize:CreateDatasetGroup',
          'personalize:DescribeDatasetGroup',
          'personalize:DeleteDatasetGroup',
          'personalize:TagResource',
          'personalize:UntagResource',
          'personalize:ListTagsForResource',
        ],
        personalizeArn(this, 'dataset-group', props.datasetGroupName),
      ),
      ...(encryption ? [encryption.importRole.passStatement] : []),
    ];
    const properties: DatasetGroupProperties = {
      Name: props.datasetGroupName,
      KmsKeyArn: encryption?.dataKey.key.keyArn,
      RoleArn: encryption?.importRole.roleArn,
      Tags: tagProperty(this.cdkTagManager),
    };
    const resource = coreProvider(this).resource(this, 'Resource', {
      resourceType: DATASET_GROUP_TYPE,
      properties,
      statements,
      policy: 'Data',
    });
    // On creation, Personalize tests whether it can use the key, which takes the policies of both.
    if (encryption) resource.node.addDependency(encryption.dataKey, encryption.importRole);
    this.datasetGroupArn = resource.ref;
  }
}

/** Key of a {@link KeyCheck}, and the dataset group that will use it. */
export interface KeyCheckProps {
  readonly datasetGroupName: string;
  readonly key: IKey;
}

/**
 * Rejects a changed key of a deployed dataset group, which cannot change its key. The check runs before everything
 * that uses the key. Without it, the dataset group would fail so late in the deployment that the bucket would already
 * hold objects encrypted with a key that the rollback deletes.
 */
export class KeyCheck extends Construct {
  constructor(scope: Construct, id: string, { datasetGroupName, key }: KeyCheckProps) {
    super(scope, id);
    const properties: KeyCheckProperties = { Name: datasetGroupName, KmsKeyArn: key.keyArn };
    coreProvider(this).resource(this, 'Resource', {
      resourceType: KEY_CHECK_TYPE,
      properties,
      statements: [
        allow(['personalize:DescribeDatasetGroup'], personalizeArn(this, 'dataset-group', datasetGroupName)),
        ownerStatement(this, datasetGroupName),
      ],
      policy: 'Data',
    });
  }
}
