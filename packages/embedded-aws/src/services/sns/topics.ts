import { onAnything } from '../../authorization/permission';
import { AwsError } from '../../aws-error';
import type { Tag } from '../../tags';
import { TAG_LIST } from '../../tags';
import { snsAction, onTopic } from './sns-action';
import { ATTRIBUTES, TOPIC_ARN, snsPage, NEXT_TOKEN } from './sns-shapes';
import type { Topic } from './topic';
import { topicPolicy, defaultTopicPolicy } from './topic-policy';

/**
 * Idempotent: returns an existing topic of that name.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
 */
export const createTopic = snsAction({
  input: { Name: { type: 'string', required: true }, Attributes: ATTRIBUTES, Tags: TAG_LIST },
  permissions: ({ Name, Tags = [] }, store) => {
    const resources = [store.arnOf(Name)];
    return [
      { action: 'sns:CreateTopic', resources },
      ...(Tags.length > 0 ? [{ action: 'sns:TagResource', resources }] : []),
    ];
  },
  run: ({ Name, Attributes = {}, Tags = [] }, store) => {
    if (Name.endsWith('.fifo'))
      throw new AwsError('InvalidParameter', 'Invalid parameter: Name: the embedded AWS has no FIFO topics');
    if (!/^[A-Za-z0-9_-]{1,256}$/.test(Name))
      throw new AwsError('InvalidParameter', 'Invalid parameter: Topic Name');
    const existing = store.find(store.arnOf(Name));
    if (existing) {
      const has = ({ Key, Value }: Tag): boolean =>
        existing.tags.some((tag) => tag.Key === Key && tag.Value === Value);
      if (!Tags.every(has))
        throw new AwsError(
          'InvalidParameter',
          'Invalid parameter: Tags Reason: Topic already exists with different tags',
        );
      return { TopicArn: existing.arn };
    }
    const topic = store.add(Name, Tags);
    try {
      for (const [name, value] of Object.entries(Attributes)) setTopicAttribute(topic, name, value);
    } catch (error) {
      store.remove(topic.arn);
      throw error;
    }
    return { TopicArn: topic.arn };
  },
});

/** Idempotent; also deletes its subscriptions. @see https://docs.aws.amazon.com/sns/latest/api/API_DeleteTopic.html */
export const deleteTopic = snsAction({
  input: { TopicArn: TOPIC_ARN },
  permissions: onTopic('sns:DeleteTopic'),
  run: ({ TopicArn }, store) => {
    store.remove(TopicArn);
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/sns/latest/api/API_ListTopics.html */
export const listTopics = snsAction({
  input: { NextToken: NEXT_TOKEN },
  permissions: onAnything('sns:ListTopics'),
  run: ({ NextToken }, store) => {
    const { items, nextToken } = snsPage(store.list(), NextToken);
    return { Topics: items.map(({ arn }) => ({ TopicArn: arn })), NextToken: nextToken };
  },
});

/** Settable attributes. */
const TOPIC_ATTRIBUTES = ['DisplayName', 'KmsMasterKeyId', 'Policy'] as const;

/** @throws AwsError `InvalidParameter` for an unsupported attribute or an invalid policy */
function setTopicAttribute(topic: Topic, name: string, value: string): void {
  const names: readonly string[] = TOPIC_ATTRIBUTES;
  if (!names.includes(name))
    throw new AwsError(
      'InvalidParameter',
      `Invalid parameter: AttributeName: the embedded AWS has no ${name} of topics. Supported: ${names.join(', ')}.`,
    );
  if (name === 'Policy') topic.policy = topicPolicy(value);
  else topic.attributes.set(name, value);
}

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

/** An empty policy restores the default. @see https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html */
export const setTopicAttributes = snsAction({
  input: {
    TopicArn: TOPIC_ARN,
    AttributeName: { type: 'string', required: true },
    AttributeValue: { type: 'string' },
  },
  permissions: onTopic('sns:SetTopicAttributes'),
  run: ({ TopicArn, AttributeName, AttributeValue = '' }, store) => {
    const topic = store.mustFind(TopicArn);
    if (AttributeName === 'Policy' && AttributeValue === '')
      topic.policy = defaultTopicPolicy(topic.arn, store.platform.accountId);
    else setTopicAttribute(topic, AttributeName, AttributeValue);
    return undefined;
  },
});
