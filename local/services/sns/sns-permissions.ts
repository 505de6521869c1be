import { onAnything } from '../../authorization/needs';
import type { Permission, Permissions } from '../../authorization/permission';
import type { SnsStore } from './sns-store';

interface TopicInput {
  readonly TopicArn?: string;
  readonly ResourceArn?: string;
  readonly SubscriptionArn?: string;
  readonly Name?: string;
  readonly Tags?: readonly object[];
}

/** The topic that an input is about; a subscription's ARN is its topic's and an id. */
const topicArnOf = ({ TopicArn, ResourceArn, SubscriptionArn, Name }: TopicInput, store: SnsStore): string =>
  TopicArn ??
  ResourceArn ??
  SubscriptionArn?.slice(0, SubscriptionArn.lastIndexOf(':')) ??
  store.arnOf(Name ?? '');

/** An action on a topic, whose own policy may allow it as well. */
const onTopic =
  (action: string): Permission<SnsStore> =>
  (input: TopicInput, store) => {
    const arn = topicArnOf(input, store);
    return [{ action, resources: [arn], resourcePolicy: store.find(arn)?.policy.document }];
  };

/**
 * What SNS's operations need.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html
 */
export const SNS_PERMISSIONS: Permissions<SnsStore> = {
  CreateTopic: (input: TopicInput, store) => {
    const resources = [topicArnOf(input, store)];
    return [
      { action: 'sns:CreateTopic', resources },
      ...(input.Tags && input.Tags.length > 0 ? [{ action: 'sns:TagResource', resources }] : []),
    ];
  },
  DeleteTopic: onTopic('sns:DeleteTopic'),
  GetTopicAttributes: onTopic('sns:GetTopicAttributes'),
  ListSubscriptions: onAnything('sns:ListSubscriptions'),
  ListSubscriptionsByTopic: onTopic('sns:ListSubscriptionsByTopic'),
  ListTagsForResource: onTopic('sns:ListTagsForResource'),
  ListTopics: onAnything('sns:ListTopics'),
  Publish: onTopic('sns:Publish'),
  SetTopicAttributes: onTopic('sns:SetTopicAttributes'),
  Subscribe: onTopic('sns:Subscribe'),
  TagResource: onTopic('sns:TagResource'),
  Unsubscribe: onTopic('sns:Unsubscribe'),
  UntagResource: onTopic('sns:UntagResource'),
};
