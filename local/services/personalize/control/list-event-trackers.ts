import { onAnything } from '../../../authorization/permission';
import { pageOf } from '../page';
import { personalizeAction } from '../personalize-action';
import { summarize } from '../resource-view';
import { EVENT_TRACKER } from '../event-tracker';
import { ARN, PAGING } from '../shapes';

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_ListEventTrackers.html */
export const listEventTrackers = personalizeAction({
  input: { datasetGroupArn: ARN, ...PAGING },
  permissions: onAnything('personalize:ListEventTrackers'),
  run: ({ datasetGroupArn, ...paging }, store) => {
    store.datasetGroups.requireListable(datasetGroupArn);
    const { items, nextToken } = pageOf(
      `ListEventTrackers ${datasetGroupArn ?? ''}`,
      store.eventTrackers.list({ datasetGroupArn }),
      paging,
    );
    return { eventTrackers: items.map((item) => summarize(EVENT_TRACKER, item)), nextToken };
  },
});
