import { resourceType } from './resource-type';
import { unlessGone } from './unless-gone';

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
