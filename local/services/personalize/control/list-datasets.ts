import { onAnything } from '../../../authorization/permission';
import { pageOf } from '../page';
import { personalizeAction } from '../personalize-action';
import { summarize } from '../resource-view';
import { DATASET } from '../dataset';
import { ARN, PAGING } from '../shapes';

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_ListDatasets.html */
export const listDatasets = personalizeAction({
  input: { datasetGroupArn: ARN, ...PAGING },
  permissions: onAnything('personalize:ListDatasets'),
  run: ({ datasetGroupArn, ...paging }, store) => {
    store.datasetGroups.requireListable(datasetGroupArn);
    const { items, nextToken } = pageOf(
      `ListDatasets ${datasetGroupArn ?? ''}`,
      store.datasets.list({ datasetGroupArn }),
      paging,
    );
    return { datasets: items.map((item) => summarize(DATASET, item)), nextToken };
  },
});
