import { TAG_LIST } from '../../../tags';
import type { ValueOf } from '../../../gateway/shape';
import type { AwsCall } from '../../../platform';
import { resourceType } from './resource-type';
import { tagChanges } from './tag-properties';
import { unlessGone } from './unless-gone';

const SUBSCRIPTIONS = {
  type: 'list',
  of: {
    type: 'structure',
    fields: { Protocol: { type: 'string', required: true }, Endpoint: { type: 'string', required: true } },
  },
} as const;

/** What can be set of a topic, as the service names it. */
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
    // Those that a topic has of its own are added, and never taken back.
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
