import { byKey } from '../../gateway/page';
import { onTopic, snsAction } from './sns-action';
import { snsPage } from './sns-page';
import { NEXT_TOKEN, TOPIC_ARN } from './sns-shapes';
import { subscriptionMembers } from './subscription-members';

/** @see https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html */
export const listSubscriptionsByTopic = snsAction({
  input: { TopicArn: TOPIC_ARN, NextToken: NEXT_TOKEN },
  permissions: onTopic('sns:ListSubscriptionsByTopic'),
  run: ({ TopicArn, NextToken }, store) => {
    const sorted = [...store.mustFind(TopicArn).subscriptions.values()].sort(byKey(({ arn }) => arn));
    const { items, nextToken } = snsPage(sorted, NextToken);
    const { accountId } = store.platform;
    return { Subscriptions: items.map((one) => subscriptionMembers(one, accountId)), NextToken: nextToken };
  },
});
