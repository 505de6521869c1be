import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { allow } from './allow';
import { personalizeArn } from './personalize-arn';

/** Allows listing what a dataset group contains. A list that fails may mean that the group is gone. */
export const lookStatements = (scope: IConstruct, datasetGroupName: string): iam.PolicyStatement[] => [
  allow(['personalize:DescribeDatasetGroup'], personalizeArn(scope, 'dataset-group', datasetGroupName)),
  // Personalize's List actions support no resource-level permissions.
  allow(
    [
      'personalize:ListDatasets',
      'personalize:ListEventTrackers',
      'personalize:ListFilters',
      'personalize:ListMetricAttributions',
      'personalize:ListRecommenders',
      'personalize:ListSolutions',
    ],
    '*',
  ),
];

/** Allows reading the owner of a dataset group, which owns what has lost its tag. */
export const ownerStatement = (scope: IConstruct, datasetGroupName: string): iam.PolicyStatement =>
  allow(['personalize:ListTagsForResource'], personalizeArn(scope, 'dataset-group', datasetGroupName));
