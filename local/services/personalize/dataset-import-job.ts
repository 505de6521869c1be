import type { Resource, Stateful } from './resource';
import type { ResourceView } from './resource-view';

/** An import job; `ACTIVE` is its success. It cannot be deleted and goes with its dataset. */
export interface DatasetImportJob extends Resource, Stateful {
  readonly jobName: string;
  readonly datasetArn: string;
  readonly dataSource: { readonly dataLocation: string };
  readonly roleArn: string;
  readonly importMode: ImportMode;
  readonly publishAttributionMetricsToS3: boolean;
}

/** FULL replaces what earlier imports brought, INCREMENTAL adds to it. */
export type ImportMode = 'FULL' | 'INCREMENTAL';

const SUMMARY = [
  'jobName',
  'status',
  'creationDateTime',
  'lastUpdatedDateTime',
  'failureReason',
  'importMode',
] as const;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DatasetImportJob.html */
export const DATASET_IMPORT_JOB: ResourceView<DatasetImportJob> = {
  arn: 'datasetImportJobArn',
  described: [...SUMMARY, 'datasetArn', 'dataSource', 'roleArn', 'publishAttributionMetricsToS3'],
  summary: SUMMARY,
};
