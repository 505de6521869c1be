import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { allow } from './allow';
import { personalizeArn } from './personalize-arn';

/** Allows listing the contents of a dataset group, and describing the group, because a failed list may mean that it is gone. */
export const listStatements = (scope: IConstruct, datasetGroupName: string): iam.PolicyStatement[] => [
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

/** Allows reading the owner tag of a dataset group. The group's owner also owns resources in it that have lost their tag. */
export const ownerStatement = (scope: IConstruct, datasetGroupName: string): iam.PolicyStatement =>
  allow(['personalize:ListTagsForResource'], personalizeArn(scope, 'dataset-group', datasetGroupName));
