import { onAnything } from '../../../authorization/permission';
import { pageOf } from '../page';
import { personalizeAction } from '../personalize-action';
import { summarize } from '../resource-view';
import { FILTER } from '../filter';
import { ARN, PAGING } from '../shapes';

/** The one list whose key starts with a capital letter. @see https://docs.aws.amazon.com/personalize/latest/dg/API_ListFilters.html */
export const listFilters = personalizeAction({
  input: { datasetGroupArn: ARN, ...PAGING },
  permissions: onAnything('personalize:ListFilters'),
  run: ({ datasetGroupArn, ...paging }, store) => {
    store.datasetGroups.requireListable(datasetGroupArn);
    const { items, nextToken } = pageOf(
      `ListFilters ${datasetGroupArn ?? ''}`,
      store.filters.list({ datasetGroupArn }),
      paging,
    );
    return { Filters: items.map((item) => summarize(FILTER, item)), nextToken };
  },
});
