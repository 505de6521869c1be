import type { Actions } from '../../../gateway/action';
import { BATCH_ACTIONS } from '../batch/batch-actions';
import type { PersonalizeStore } from '../personalize-store';
import { SOLUTION_ACTIONS } from '../solutions/solution-actions';
import { createDataDeletionJob, describeDataDeletionJob, listDataDeletionJobs } from './data-deletion-jobs';
import { createDataset } from './create-dataset';
import { createDatasetGroup } from './create-dataset-group';
import { createDatasetImportJob } from './create-dataset-import-job';
import { createEventTracker } from './create-event-tracker';
import { createFilter } from './create-filter';
import { createRecommender } from './create-recommender';
import { createSchema } from './create-schema';
import { deleteDataset } from './delete-dataset';
import {
  deleteDatasetGroup,
  deleteEventTracker,
  deleteFilter,
  deleteRecommender,
  deleteSchema,
} from './delete-resources';
import {
  describeDataset,
  describeDatasetGroup,
  describeDatasetImportJob,
  describeEventTracker,
  describeFilter,
  describeRecipe,
  describeRecommender,
  describeSchema,
} from './describe-resources';
import {
  listDatasetExportJobs,
  listDatasetGroups,
  listDatasetImportJobs,
  listDatasets,
  listEventTrackers,
  listFilters,
  listRecipes,
  listRecommenders,
  listSchemas,
} from './list-resources';
import {
  createMetricAttribution,
  deleteMetricAttribution,
  describeMetricAttribution,
  listMetricAttributionMetrics,
  listMetricAttributions,
  updateMetricAttribution,
} from './metric-attributions';
import { listTagsForResource, tagResource, untagResource } from './tag-operations';
import { startRecommender, stopRecommender } from './start-recommender';
import { updateDataset } from './update-dataset';
import { updateRecommender } from './update-recommender';

/** The operations of Personalize's control plane. */
export const CONTROL_ACTIONS: Actions<PersonalizeStore> = {
  CreateDataDeletionJob: createDataDeletionJob,
  CreateDataset: createDataset,
  CreateDatasetGroup: createDatasetGroup,
  CreateDatasetImportJob: createDatasetImportJob,
  CreateEventTracker: createEventTracker,
  CreateFilter: createFilter,
  CreateMetricAttribution: createMetricAttribution,
  CreateRecommender: createRecommender,
  CreateSchema: createSchema,
  DeleteDataset: deleteDataset,
  DeleteDatasetGroup: deleteDatasetGroup,
  DeleteEventTracker: deleteEventTracker,
  DeleteFilter: deleteFilter,
  DeleteMetricAttribution: deleteMetricAttribution,
  DeleteRecommender: deleteRecommender,
  DeleteSchema: deleteSchema,
  DescribeDataDeletionJob: describeDataDeletionJob,
  DescribeDataset: describeDataset,
  DescribeDatasetGroup: describeDatasetGroup,
  DescribeDatasetImportJob: describeDatasetImportJob,
  DescribeEventTracker: describeEventTracker,
  DescribeFilter: describeFilter,
  DescribeMetricAttribution: describeMetricAttribution,
  DescribeRecipe: describeRecipe,
  DescribeRecommender: describeRecommender,
  DescribeSchema: describeSchema,
  ListDataDeletionJobs: listDataDeletionJobs,
  ListDatasetExportJobs: listDatasetExportJobs,
  ListDatasetGroups: listDatasetGroups,
  ListDatasetImportJobs: listDatasetImportJobs,
  ListDatasets: listDatasets,
  ListEventTrackers: listEventTrackers,
  ListFilters: listFilters,
  ListMetricAttributionMetrics: listMetricAttributionMetrics,
  ListMetricAttributions: listMetricAttributions,
  ListRecipes: listRecipes,
  ListRecommenders: listRecommenders,
  ListSchemas: listSchemas,
  ListTagsForResource: listTagsForResource,
  StartRecommender: startRecommender,
  StopRecommender: stopRecommender,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateDataset: updateDataset,
  UpdateMetricAttribution: updateMetricAttribution,
  UpdateRecommender: updateRecommender,
  ...SOLUTION_ACTIONS,
  ...BATCH_ACTIONS,
};
