import { onTopic, snsAction } from './sns-action';
import { SUBSCRIPTION_ARN } from './sns-shapes';

/** @see https://docs.aws.amazon.com/sns/latest/api/API_Unsubscribe.html */
export const unsubscribe = snsAction({
  input: { SubscriptionArn: SUBSCRIPTION_ARN },
  permissions: onTopic('sns:Unsubscribe'),
  run: ({ SubscriptionArn }, store) => {
    const { arn, topicArn } = store.mustFindSubscription(SubscriptionArn);
    const topic = store.mustFind(topicArn);
    topic.subscriptions.delete(arn);
    topic.unsubscribed += 1;
    return undefined;
  },
});
