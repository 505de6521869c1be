import { InteractionLog } from './data/interaction-log';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { EventStream } from './data/event-stream';
import type { RecordTable } from './data/record-table';
import { isInTransition, type Resource, type Stateful, type ResourceView } from './resource';

/** What a dataset held when trainings last asked, and what that was made of. */
export interface TrainingLog {
  readonly log: InteractionLog;
  readonly imported?: InteractionLog;
  /** Events that had been streamed. */
  readonly received: number;
}

/** A dataset and what was imported into it. */
export interface Dataset extends Resource, Stateful {
  readonly name: string;
  readonly datasetType: DatasetType;
  readonly datasetGroupArn: string;
  schemaArn: string;
  /** What was imported, in an INTERACTIONS dataset. Absent until a first import has succeeded. */
  interactions?: InteractionLog;
  /** What was streamed, in an INTERACTIONS dataset. Absent until a first event has come. */
  events?: EventStream;
  /** Both together, as the latest training saw them. */
  trainingLog?: TrainingLog;
  /** Imported and streamed records together, in an ITEMS or USERS dataset. Absent while there are none. */
  records?: RecordTable;
  /** Values of the records that were streamed, by id and in the schema's order: they outlive a FULL import. */
  streamedRecords?: Map<string, readonly string[]>;
  latestDatasetUpdate?: DatasetUpdate;
}

/** A change of the schema, on its way or done. */
export interface DatasetUpdate extends Stateful {
  readonly schemaArn: string;
  readonly creationDateTime: number;
}

/** A dataset as answers show it: while its schema changes it is updating, and otherwise as usable as before. */
export function asShown(dataset: Dataset): Dataset {
  const update = dataset.latestDatasetUpdate;
  if (dataset.status !== 'ACTIVE' || !update || !isInTransition(update)) return dataset;
  return { ...dataset, status: update.status === 'CREATE PENDING' ? 'UPDATE PENDING' : 'UPDATE IN_PROGRESS' };
}

const SUMMARY = ['name', 'datasetType', 'status', 'creationDateTime', 'lastUpdatedDateTime'] as const;

/** A dataset has no failure reason on the wire. @see https://docs.aws.amazon.com/personalize/latest/dg/API_Dataset.html */
export const DATASET: ResourceView<Dataset> = {
  arn: 'datasetArn',
  described: [...SUMMARY, 'datasetGroupArn', 'schemaArn', 'latestDatasetUpdate'],
  summary: SUMMARY,
};
