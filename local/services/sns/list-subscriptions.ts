import { onAnything } from '../../authorization/permission';
import { byKey } from '../../gateway/page';
import { snsAction } from './sns-action';
import { snsPage } from './sns-page';
import { NEXT_TOKEN } from './sns-shapes';
import { subscriptionMembers } from './subscription-members';

/** @see https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptions.html */
export const listSubscriptions = snsAction({
  input: { NextToken: NEXT_TOKEN },
  permissions: onAnything('sns:ListSubscriptions'),
  run: ({ NextToken }, store) => {
    const sorted = store.subscriptions().sort(byKey(({ arn }) => arn));
    const { items, nextToken } = snsPage(sorted, NextToken);
    const { accountId } = store.platform;
    return { Subscriptions: items.map((one) => subscriptionMembers(one, accountId)), NextToken: nextToken };
  },
});
