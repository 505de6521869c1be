import type { Actions } from '../../../gateway/action';
import type { PersonalizeStore } from '../personalize-store';
import {
  createBatchInferenceJob,
  describeBatchInferenceJob,
  listBatchInferenceJobs,
} from './batch-inference-jobs';
import { createBatchSegmentJob, describeBatchSegmentJob, listBatchSegmentJobs } from './batch-segment-jobs';

/** The operations of batch jobs. */
export const BATCH_ACTIONS: Actions<PersonalizeStore> = {
  CreateBatchInferenceJob: createBatchInferenceJob,
  CreateBatchSegmentJob: createBatchSegmentJob,
  DescribeBatchInferenceJob: describeBatchInferenceJob,
  DescribeBatchSegmentJob: describeBatchSegmentJob,
  ListBatchInferenceJobs: listBatchInferenceJobs,
  ListBatchSegmentJobs: listBatchSegmentJobs,
};
