import { onAnything } from '../../../authorization/permission';
import { pageOf } from '../page';
import { personalizeAction } from '../personalize-action';
import { summarize } from '../resource-view';
import { DATASET_IMPORT_JOB } from '../dataset-import-job';
import { ARN, PAGING } from '../shapes';

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_ListDatasetImportJobs.html */
export const listDatasetImportJobs = personalizeAction({
  input: { datasetArn: ARN, ...PAGING },
  permissions: onAnything('personalize:ListDatasetImportJobs'),
  run: ({ datasetArn, ...paging }, store) => {
    store.datasets.requireListable(datasetArn);
    const { items, nextToken } = pageOf(
      `ListDatasetImportJobs ${datasetArn ?? ''}`,
      store.datasetImportJobs.list({ datasetArn }),
      paging,
    );
    return { datasetImportJobs: items.map((item) => summarize(DATASET_IMPORT_JOB, item)), nextToken };
  },
});
