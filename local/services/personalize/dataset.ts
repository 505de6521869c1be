import type { DatasetType } from '../../../domain/datasets';
import type { InteractionLog } from './data/interaction-log';
import type { RecordTable } from './data/record-table';
import type { Resource, Stateful } from './resource';
import type { ResourceView } from './resource-view';

/** A dataset and what was imported into it. */
export interface Dataset extends Resource, Stateful {
  readonly name: string;
  readonly datasetType: DatasetType;
  readonly datasetGroupArn: string;
  readonly schemaArn: string;
  /** What was imported, in an INTERACTIONS dataset. Absent until a first import has succeeded. */
  interactions?: InteractionLog;
  /** What was imported, in an ITEMS or USERS dataset. Absent until a first import has succeeded. */
  records?: RecordTable;
}

const SUMMARY = ['name', 'datasetType', 'status', 'creationDateTime', 'lastUpdatedDateTime'] as const;

/** A dataset has no failure reason on the wire. @see https://docs.aws.amazon.com/personalize/latest/dg/API_Dataset.html */
export const DATASET: ResourceView<Dataset> = {
  arn: 'datasetArn',
  described: [...SUMMARY, 'datasetGroupArn', 'schemaArn'],
  summary: SUMMARY,
};
