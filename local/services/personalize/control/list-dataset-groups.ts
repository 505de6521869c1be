import { onAnything } from '../../../authorization/permission';
import { pageOf } from '../page';
import { personalizeAction } from '../personalize-action';
import { summarize } from '../resource-view';
import { DATASET_GROUP } from '../dataset-group';
import { PAGING } from '../shapes';

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_ListDatasetGroups.html */
export const listDatasetGroups = personalizeAction({
  input: PAGING,
  permissions: onAnything('personalize:ListDatasetGroups'),
  run: (paging, store) => {
    const { items, nextToken } = pageOf('ListDatasetGroups', store.datasetGroups.list(), paging);
    return { datasetGroups: items.map((item) => summarize(DATASET_GROUP, item)), nextToken };
  },
});
