import { onAnything } from '../../../authorization/permission';
import { pageOf } from '../page';
import { personalizeAction } from '../personalize-action';
import { summarize } from '../resource-view';
import { RECOMMENDER } from '../recommender-resource';
import { ARN, PAGING } from '../shapes';

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_ListRecommenders.html */
export const listRecommenders = personalizeAction({
  input: { datasetGroupArn: ARN, ...PAGING },
  permissions: onAnything('personalize:ListRecommenders'),
  run: ({ datasetGroupArn, ...paging }, store) => {
    store.datasetGroups.requireListable(datasetGroupArn);
    const { items, nextToken } = pageOf(
      `ListRecommenders ${datasetGroupArn ?? ''}`,
      store.recommenders.list({ datasetGroupArn }),
      paging,
    );
    return { recommenders: items.map((item) => summarize(RECOMMENDER, item)), nextToken };
  },
});
