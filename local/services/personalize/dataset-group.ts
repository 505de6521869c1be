import type { Domain } from './recipes';
import type { Resource, Stateful } from './resource';
import type { ResourceView } from './resource-view';

/** A dataset group; without a domain it is a custom one. */
export interface DatasetGroup extends Resource, Stateful {
  readonly name: string;
  readonly domain?: Domain;
  readonly roleArn?: string;
  readonly kmsKeyArn?: string;
  /** A key that is encrypted with that of KMS, in base64. */
  dataKey?: string;
}

const SUMMARY = [
  'name',
  'status',
  'creationDateTime',
  'lastUpdatedDateTime',
  'failureReason',
  'domain',
] as const;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DatasetGroup.html */
export const DATASET_GROUP: ResourceView<DatasetGroup> = {
  arn: 'datasetGroupArn',
  described: [...SUMMARY, 'roleArn', 'kmsKeyArn'],
  summary: SUMMARY,
};
