import { CustomResource } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { DATASET_GROUP_TYPE, type DatasetGroupProperties } from '../domain/contracts/dataset-group';
import { LambdaProvider } from './lambda-provider';
import { ownStackStatement } from './own-stack-statement';
import { personalizeArn } from './personalize-arn';

/** How to name a {@link DatasetGroup}. */
export interface DatasetGroupProps {
  /** Name in the account; another name is another dataset group. */
  readonly datasetGroupName: string;
}

/**
 * An ECOMMERCE dataset group.
 *
 * A custom resource, for its deletion has to wait until the last dataset is gone and not merely going, and
 * one that fails has to say what is left in the group.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/create-domain-dataset-group.html
 */
export class DatasetGroup extends Construct {
  readonly datasetGroupName: string;
  readonly datasetGroupArn: string;

  constructor(scope: Construct, id: string, props: DatasetGroupProps) {
    super(scope, id);
    this.datasetGroupName = props.datasetGroupName;

    const provider = LambdaProvider.getOrCreate(this, 'dataset-group');
    provider.allow(
      ownStackStatement(this),
      new iam.PolicyStatement({
        actions: [
          'personalize:CreateDatasetGroup',
          'personalize:DescribeDatasetGroup',
          'personalize:DeleteDatasetGroup',
          'personalize:TagResource',
          'personalize:ListTagsForResource',
        ],
        resources: [personalizeArn(this, 'dataset-group', props.datasetGroupName)],
      }),
    );
    const properties: DatasetGroupProperties = { Name: props.datasetGroupName };
    const resource = new CustomResource(this, 'Resource', {
      resourceType: DATASET_GROUP_TYPE,
      serviceToken: provider.serviceToken,
      properties,
    });
    this.datasetGroupArn = resource.ref;
  }
}
