import { onMember } from '../../../authorization/permission';
import { personalizeAction } from '../personalize-action';
import { describe } from '../resource-view';
import { DATASET_IMPORT_JOB } from '../dataset-import-job';
import { ARN } from '../shapes';

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DescribeDatasetImportJob.html */
export const describeDatasetImportJob = personalizeAction({
  input: { datasetImportJobArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DescribeDatasetImportJob', 'datasetImportJobArn'),
  run: ({ datasetImportJobArn }, store) => ({
    datasetImportJob: describe(DATASET_IMPORT_JOB, store.datasetImportJobs.mustGet(datasetImportJobArn)),
  }),
});
