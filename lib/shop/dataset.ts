import { TagManager, TagType, type ITaggableV2 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { createHash } from 'node:crypto';
import type { AvroSchema } from '@ecommerce-recommenders/personalize/avro-schema';
import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import {
  DATASET_TYPE,
  GROWING_TYPES,
  schemaName,
  type DatasetProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/dataset';
import type { DatasetGroup } from './dataset-group';
import { coreProvider } from './functions/core-provider';
import { listStatements, ownerStatement } from './group-statements';
import { personalizeArn, resourceName } from './personalize-arn';
import { tagProperty } from './tag-property';
import { allow } from './allow';

/** Type, schema and group of a {@link Dataset}. */
export interface DatasetProps {
  readonly datasetGroup: DatasetGroup;
  readonly datasetType: DatasetType;
  readonly schema: AvroSchema;
}

/**
 * A dataset and its schema, to which columns can be added in place. It is a custom resource,
 * because CloudFormation's own type replaces the dataset if the schema or a tag changes, even a tag of the stack.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/updating-dataset-schema.html
 */
export class Dataset extends Construct implements ITaggableV2 {
  readonly datasetArn: string;
  readonly datasetType: DatasetType;
  /** Name of the schema, which ends in its digest. */
  readonly schemaName: string;
  /** Tags of the resource, which `Tags.of` sets. */
  readonly cdkTagManager = new TagManager(TagType.MAP, DATASET_TYPE);

  constructor(scope: Construct, id: string, { datasetGroup, datasetType, schema }: DatasetProps) {
    super(scope, id);
    const name = resourceName(this, datasetType.toLowerCase());
    const text = JSON.stringify(schema);
    this.datasetType = datasetType;
    this.schemaName = schemaName(name, digestOf(text));

    const groupName = datasetGroup.datasetGroupName;
    // Covers every type: CloudFormation shrinks the policy before it deletes a dataset removed from the template.
    const datasetArns = (types: readonly DatasetType[]): string[] =>
      types.map((type) => personalizeArn(this, 'dataset', `${groupName}/${type}`));
    const statements = [
      ...listStatements(this, groupName),
      ownerStatement(this, groupName),
      allow(
        ['personalize:CreateDataset'],
        personalizeArn(this, 'dataset-group', groupName),
        ...datasetArns(DATASET_TYPES),
      ),
      allow(['personalize:UpdateDataset'], ...datasetArns(GROWING_TYPES)),
      allow(
        [
          'personalize:DescribeDataset',
          'personalize:DeleteDataset',
          'personalize:TagResource',
          'personalize:UntagResource',
          'personalize:ListTagsForResource',
        ],
        ...datasetArns(DATASET_TYPES),
      ),
      allow(
        ['personalize:CreateSchema', 'personalize:DescribeSchema', 'personalize:DeleteSchema'],
        ...DATASET_TYPES.map((type) =>
          personalizeArn(this, 'schema', schemaName(resourceName(this, type.toLowerCase()), '*')),
        ),
      ),
      // Personalize's List actions support no resource-level permissions.
      allow(['personalize:ListSchemas'], '*'),
    ];
    const properties: DatasetProperties = {
      Name: name,
      DatasetGroupArn: datasetGroup.datasetGroupArn,
      DatasetType: datasetType,
      Schema: text,
      SchemaName: this.schemaName,
      Tags: tagProperty(this.cdkTagManager),
    };
    const resource = coreProvider(this).resource(this, 'Resource', {
      resourceType: DATASET_TYPE,
      properties,
      statements,
      policy: 'Data',
    });
    this.datasetArn = resource.ref;
  }
}

const digestOf = (schema: string): string => createHash('sha256').update(schema).digest('hex').slice(0, 8);
