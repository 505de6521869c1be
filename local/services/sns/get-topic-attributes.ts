import { onTopic, snsAction } from './sns-action';
import { TOPIC_ARN } from './sns-shapes';

/** @see https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html */
export const getTopicAttributes = snsAction({
  input: { TopicArn: TOPIC_ARN },
  permissions: onTopic('sns:GetTopicAttributes'),
  run: ({ TopicArn }, store) => {
    const { arn, attributes, policy, subscriptions, unsubscribed } = store.mustFind(TopicArn);
    const Attributes = new Map([
      ['TopicArn', arn],
      ['Owner', store.platform.accountId],
      ['Policy', policy.text],
      ['DisplayName', ''],
      ['SubscriptionsConfirmed', String(subscriptions.size)],
      ['SubscriptionsPending', '0'],
      ['SubscriptionsDeleted', String(unsubscribed)],
      ...attributes,
    ]);
    return { Attributes };
  },
});
