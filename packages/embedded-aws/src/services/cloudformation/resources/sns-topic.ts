import type { ValueOf } from '../../../gateway/shape';
import type { AwsCall } from '../../../platform';
import { TAG_LIST } from '../../../tags';
import { documentText, POLICY_DOCUMENT, tagChanges } from './template-properties';
import { resourceType } from './resource-type';
import { unlessGone } from './unless-gone';

const SUBSCRIPTIONS = {
  type: 'list',
  of: {
    type: 'structure',
    fields: { Protocol: { type: 'string', required: true }, Endpoint: { type: 'string', required: true } },
  },
} as const;

/** Settable topic attributes. */
const ATTRIBUTES = ['DisplayName', 'KmsMasterKeyId'] as const;

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html */
export const snsTopic = resourceType({
  properties: {
    TopicName: { type: 'string' },
    DisplayName: { type: 'string' },
    KmsMasterKeyId: { type: 'string' },
    Subscription: SUBSCRIPTIONS,
    Tags: TAG_LIST,
  },
  hasReadableProperties: true,
  createOnly: ['TopicName'],
  create: async (properties, { aws, newName, initiated }) => {
    const Name = properties.TopicName ?? newName({ maxLength: 256 });
    const { Subscription = [], Tags = [] } = properties;
    const given = ATTRIBUTES.flatMap((name) =>
      properties[name] === undefined ? [] : [[name, properties[name]] as const],
    );
    const { TopicArn } = await aws<{ TopicArn: string }>('sns', 'CreateTopic', {
      Name,
      Attributes: Object.fromEntries(given),
      Tags,
    });
    initiated(TopicArn);
    await subscribe(TopicArn, Subscription, aws);
    return { physicalId: TopicArn, attributes: { TopicArn, TopicName: Name } };
  },
  update: async (properties, { aws, physicalId: TopicArn, previous }) => {
    for (const AttributeName of ATTRIBUTES) {
      const AttributeValue = properties[AttributeName] ?? '';
      if (AttributeValue !== (previous[AttributeName] ?? ''))
        await aws('sns', 'SetTopicAttributes', { TopicArn, AttributeName, AttributeValue });
    }
    // Inline subscriptions are added, but never removed.
    await subscribe(TopicArn, properties.Subscription, aws);
    const { added, removedKeys } = tagChanges(previous.Tags, properties.Tags);
    if (removedKeys.length > 0)
      await aws('sns', 'UntagResource', { ResourceArn: TopicArn, TagKeys: removedKeys });
    if (added.length > 0) await aws('sns', 'TagResource', { ResourceArn: TopicArn, Tags: added });
  },
  remove: (TopicArn, { aws }) => unlessGone(aws('sns', 'DeleteTopic', { TopicArn })),
});

async function subscribe(
  TopicArn: string,
  subscriptions: ValueOf<typeof SUBSCRIPTIONS> = [],
  aws: AwsCall,
): Promise<void> {
  for (const { Protocol, Endpoint } of subscriptions)
    await aws('sns', 'Subscribe', { TopicArn, Protocol, Endpoint });
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topicpolicy.html */
export const snsTopicPolicy = resourceType({
  properties: {
    PolicyDocument: POLICY_DOCUMENT,
    Topics: { type: 'list', required: true, of: { type: 'string' } },
  },
  create: async ({ PolicyDocument, Topics }, { aws, newName }) => {
    await setPolicies(Topics, documentText(PolicyDocument), aws);
    const Id = newName({ maxLength: 255 });
    return { physicalId: Id, attributes: { Id } };
  },
  update: async ({ PolicyDocument, Topics }, { aws, previous }) => {
    const left = previous.Topics.filter((topic) => !Topics.includes(topic));
    await unlessGone(setPolicies(left, '', aws));
    await setPolicies(Topics, documentText(PolicyDocument), aws);
  },
  // Restores the default policy.
  remove: async (_id, { aws, properties: { Topics } }) => {
    for (const topic of Topics) await unlessGone(setPolicies([topic], '', aws));
  },
});

async function setPolicies(topics: readonly string[], text: string, aws: AwsCall): Promise<void> {
  for (const TopicArn of topics)
    await aws('sns', 'SetTopicAttributes', { TopicArn, AttributeName: 'Policy', AttributeValue: text });
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-subscription.html */
export const snsSubscription = resourceType({
  properties: {
    TopicArn: { type: 'string', required: true },
    Protocol: { type: 'string', required: true },
    Endpoint: { type: 'string' },
  },
  createOnly: ['TopicArn', 'Protocol', 'Endpoint'],
  create: async (properties, { aws }) => {
    const { SubscriptionArn } = await aws<{ SubscriptionArn: string }>('sns', 'Subscribe', properties);
    return { physicalId: SubscriptionArn, attributes: { Arn: SubscriptionArn } };
  },
  remove: (SubscriptionArn, { aws }) => unlessGone(aws('sns', 'Unsubscribe', { SubscriptionArn })),
});
