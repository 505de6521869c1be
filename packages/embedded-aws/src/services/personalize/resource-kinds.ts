import type { FilterExpression } from '@ecommerce-recommenders/personalize/filters/filter-expression';
import type { ParsedSchema } from './data/parsed-schema';
import type { Domain } from './recipes';
import type { Resource, Stateful, ResourceView } from './resource';

/** A dataset group; custom if it has no domain. */
export interface DatasetGroup extends Resource, Stateful {
  readonly name: string;
  readonly domain?: Domain;
  readonly roleArn?: string;
  readonly kmsKeyArn?: string;
  /** Data key encrypted by KMS, base64. */
  dataKey?: string;
}

const DATASET_GROUP_SUMMARY = [
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
  described: [...DATASET_GROUP_SUMMARY, 'roleArn', 'kmsKeyArn'],
  summary: DATASET_GROUP_SUMMARY,
};

/** A schema; usable at once, without status. */
export interface DatasetSchema extends Resource {
  readonly name: string;
  /** JSON text as given. */
  readonly schema: string;
  readonly parsed: ParsedSchema;
  readonly domain?: Domain;
}

const DATASET_SCHEMA_SUMMARY = ['name', 'creationDateTime', 'lastUpdatedDateTime', 'domain'] as const;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DatasetSchema.html */
export const DATASET_SCHEMA: ResourceView<DatasetSchema> = {
  arn: 'schemaArn',
  described: [...DATASET_SCHEMA_SUMMARY, 'schema'],
  summary: DATASET_SCHEMA_SUMMARY,
};

/** An import job; `ACTIVE` means success. Cannot be deleted; removed with its dataset. */
export interface DatasetImportJob extends Resource, Stateful {
  readonly jobName: string;
  readonly datasetArn: string;
  readonly dataSource: { readonly dataLocation: string };
  readonly roleArn: string;
  readonly importMode: ImportMode;
  readonly publishAttributionMetricsToS3: boolean;
}

/** FULL replaces earlier imports, INCREMENTAL adds to them. */
export type ImportMode = 'FULL' | 'INCREMENTAL';

const DATASET_IMPORT_JOB_SUMMARY = [
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
  described: [
    ...DATASET_IMPORT_JOB_SUMMARY,
    'datasetArn',
    'dataSource',
    'roleArn',
    'publishAttributionMetricsToS3',
  ],
  summary: DATASET_IMPORT_JOB_SUMMARY,
};

/** A job that deletes users from a dataset group. It cannot be deleted; removed with its group. */
export interface DataDeletionJob extends Resource, Stateful {
  readonly jobName: string;
  readonly datasetGroupArn: string;
  readonly dataSource: { readonly dataLocation: string };
  readonly roleArn: string;
  /** Number of deleted records; absent until it is COMPLETED. */
  numDeleted?: number;
}

const DATA_DELETION_JOB_SUMMARY = [
  'jobName',
  'datasetGroupArn',
  'status',
  'creationDateTime',
  'lastUpdatedDateTime',
  'failureReason',
] as const;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DataDeletionJob.html */
export const DATA_DELETION_JOB: ResourceView<DataDeletionJob> = {
  arn: 'dataDeletionJobArn',
  described: [...DATA_DELETION_JOB_SUMMARY, 'dataSource', 'roleArn', 'numDeleted'],
  summary: DATA_DELETION_JOB_SUMMARY,
};

/** A metric that a metric attribution makes of events. */
export interface AttributedMetric {
  readonly eventType: string;
  readonly metricName: string;
  /** `SAMPLECOUNT()` or `SUM(Items.PRICE)`. */
  readonly expression: string;
}

/** A metric attribution, at most one in a dataset group. It cannot be tagged. */
export interface MetricAttribution extends Resource, Stateful {
  readonly name: string;
  readonly datasetGroupArn: string;
  metrics: readonly AttributedMetric[];
  metricsOutputConfig: {
    readonly roleArn: string;
    readonly s3DataDestination?: { readonly path: string; readonly kmsKeyArn?: string };
  };
}

const METRIC_ATTRIBUTION_SUMMARY = [
  'name',
  'status',
  'creationDateTime',
  'lastUpdatedDateTime',
  'failureReason',
] as const;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_MetricAttribution.html */
export const METRIC_ATTRIBUTION: ResourceView<MetricAttribution> = {
  arn: 'metricAttributionArn',
  described: [...METRIC_ATTRIBUTION_SUMMARY, 'datasetGroupArn', 'metricsOutputConfig'],
  summary: METRIC_ATTRIBUTION_SUMMARY,
};

/** A filter. */
export interface Filter extends Resource, Stateful {
  readonly name: string;
  readonly datasetGroupArn: string;
  readonly filterExpression: string;
  /** The parsed expression. */
  readonly expressions: readonly FilterExpression[];
}

const FILTER_SUMMARY = [
  'name',
  'datasetGroupArn',
  'status',
  'creationDateTime',
  'lastUpdatedDateTime',
  'failureReason',
] as const;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_Filter.html */
export const FILTER: ResourceView<Filter> = {
  arn: 'filterArn',
  described: [...FILTER_SUMMARY, 'filterExpression'],
  summary: FILTER_SUMMARY,
};

/** An event tracker: the only entry of streamed events into a dataset group. */
export interface EventTracker extends Resource, Stateful {
  readonly name: string;
  readonly accountId: string;
  /** UUID for PutEvents. */
  readonly trackingId: string;
  readonly datasetGroupArn: string;
}

const EVENT_TRACKER_SUMMARY = ['name', 'status', 'creationDateTime', 'lastUpdatedDateTime'] as const;

/** The wire format has no failure reason. @see https://docs.aws.amazon.com/personalize/latest/dg/API_EventTracker.html */
export const EVENT_TRACKER: ResourceView<EventTracker> = {
  arn: 'eventTrackerArn',
  described: [...EVENT_TRACKER_SUMMARY, 'accountId', 'trackingId', 'datasetGroupArn'],
  summary: EVENT_TRACKER_SUMMARY,
};
