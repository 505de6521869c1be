import { InteractionLog } from './data/interaction-log';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { EventStream } from './data/event-stream';
import type { RecordTable } from './data/record-table';
import { isInTransition, type Resource, type Stateful, type ResourceView } from './resource';

/** A snapshot of a dataset for training, with the inputs it is built from. */
export interface TrainingLog {
  readonly log: Promise<InteractionLog>;
  readonly imported?: InteractionLog;
  /** Number of streamed events included. */
  readonly received: number;
}

/** A dataset and its contents. */
export interface Dataset extends Resource, Stateful {
  readonly name: string;
  readonly datasetType: DatasetType;
  readonly datasetGroupArn: string;
  schemaArn: string;
  /** Imported interactions. Absent until the first successful import. */
  interactions?: InteractionLog;
  /** Streamed events. Absent until the first one. */
  events?: EventStream;
  /** Both merged, as of the latest training. */
  trainingLog?: TrainingLog;
  /** Imported and streamed items or users. Absent while there are none. */
  records?: RecordTable;
  /** Streamed records by id, in schema order: they survive a FULL import. */
  streamedRecords?: Map<string, readonly string[]>;
  latestDatasetUpdate?: DatasetUpdate;
}

/** A schema change, in progress or done. */
export interface DatasetUpdate extends Stateful {
  readonly schemaArn: string;
  readonly creationDateTime: number;
}

/** A dataset as answers show it. During a schema change it has the status of the update, but stays usable. */
export function asShown(dataset: Dataset): Dataset {
  const update = dataset.latestDatasetUpdate;
  if (dataset.status !== 'ACTIVE' || !update || !isInTransition(update)) return dataset;
  return { ...dataset, status: update.status === 'CREATE PENDING' ? 'UPDATE PENDING' : 'UPDATE IN_PROGRESS' };
}

const SUMMARY = ['name', 'datasetType', 'status', 'creationDateTime', 'lastUpdatedDateTime'] as const;

/** The wire format has no failure reason. @see https://docs.aws.amazon.com/personalize/latest/dg/API_Dataset.html */
export const DATASET: ResourceView<Dataset> = {
  arn: 'datasetArn',
  described: [...SUMMARY, 'datasetGroupArn', 'schemaArn', 'latestDatasetUpdate'],
  summary: SUMMARY,
};
