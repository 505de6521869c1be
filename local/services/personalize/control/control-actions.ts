import type { Actions } from '../../../gateway/action';
import type { PersonalizeStore } from '../personalize-store';
import { createDataset } from './create-dataset';
import { createDatasetGroup } from './create-dataset-group';
import { createDatasetImportJob } from './create-dataset-import-job';
import { createEventTracker } from './create-event-tracker';
import { createFilter } from './create-filter';
import { createRecommender } from './create-recommender';
import { createSchema } from './create-schema';
import { deleteDataset } from './delete-dataset';
import { deleteDatasetGroup } from './delete-dataset-group';
import { deleteEventTracker } from './delete-event-tracker';
import { deleteFilter } from './delete-filter';
import { deleteRecommender } from './delete-recommender';
import { deleteSchema } from './delete-schema';
import { describeDataset } from './describe-dataset';
import { describeDatasetGroup } from './describe-dataset-group';
import { describeDatasetImportJob } from './describe-dataset-import-job';
import { describeEventTracker } from './describe-event-tracker';
import { describeFilter } from './describe-filter';
import { describeRecipe } from './describe-recipe';
import { describeRecommender } from './describe-recommender';
import { describeSchema } from './describe-schema';
import { EMPTY_LISTS } from './empty-lists';
import { listDatasetGroups } from './list-dataset-groups';
import { listDatasetImportJobs } from './list-dataset-import-jobs';
import { listDatasets } from './list-datasets';
import { listEventTrackers } from './list-event-trackers';
import { listFilters } from './list-filters';
import { listRecipes } from './list-recipes';
import { listRecommenders } from './list-recommenders';
import { listSchemas } from './list-schemas';
import { listTagsForResource } from './list-tags-for-resource';
import { startRecommender } from './start-recommender';
import { stopRecommender } from './stop-recommender';
import { tagResource } from './tag-resource';
import { untagResource } from './untag-resource';
import { updateDataset } from './update-dataset';
import { updateRecommender } from './update-recommender';

/** The operations of Personalize's control plane. */
export const CONTROL_ACTIONS: Actions<PersonalizeStore> = {
  CreateDataset: createDataset,
  CreateDatasetGroup: createDatasetGroup,
  CreateDatasetImportJob: createDatasetImportJob,
  CreateEventTracker: createEventTracker,
  CreateFilter: createFilter,
  CreateRecommender: createRecommender,
  CreateSchema: createSchema,
  DeleteDataset: deleteDataset,
  DeleteDatasetGroup: deleteDatasetGroup,
  DeleteEventTracker: deleteEventTracker,
  DeleteFilter: deleteFilter,
  DeleteRecommender: deleteRecommender,
  DeleteSchema: deleteSchema,
  DescribeDataset: describeDataset,
  DescribeDatasetGroup: describeDatasetGroup,
  DescribeDatasetImportJob: describeDatasetImportJob,
  DescribeEventTracker: describeEventTracker,
  DescribeFilter: describeFilter,
  DescribeRecipe: describeRecipe,
  DescribeRecommender: describeRecommender,
  DescribeSchema: describeSchema,
  ListDatasetGroups: listDatasetGroups,
  ListDatasetImportJobs: listDatasetImportJobs,
  ListDatasets: listDatasets,
  ListEventTrackers: listEventTrackers,
  ListFilters: listFilters,
  ListRecipes: listRecipes,
  ListRecommenders: listRecommenders,
  ListSchemas: listSchemas,
  ListTagsForResource: listTagsForResource,
  StartRecommender: startRecommender,
  StopRecommender: stopRecommender,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateDataset: updateDataset,
  UpdateRecommender: updateRecommender,
  ...EMPTY_LISTS,
};
