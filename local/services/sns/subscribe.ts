import { AwsError } from '../../aws-error';
import { onTopic, snsAction } from './sns-action';
import { ATTRIBUTES, TOPIC_ARN } from './sns-shapes';
import type { Subscription } from './topic';

const PROTOCOLS: readonly unknown[] = ['email', 'email-json'] satisfies Subscription['protocol'][];

/**
 * Confirmed at once, for nobody gets the mail whose link would confirm it.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
 */
export const subscribe = snsAction({
  input: {
    TopicArn: TOPIC_ARN,
    Protocol: { type: 'string', required: true },
    Endpoint: { type: 'string' },
    Attributes: ATTRIBUTES,
    ReturnSubscriptionArn: { type: 'boolean' },
  },
  permissions: onTopic('sns:Subscribe'),
  run: ({ TopicArn, Protocol, Endpoint = '', Attributes = {} }, store) => {
    const topic = store.mustFind(TopicArn);
    if (!PROTOCOLS.includes(Protocol))
      throw invalid(`Protocol: the embedded AWS delivers to ${PROTOCOLS.join(' and ')}, got ${Protocol}`);
    if (!/^[^@\s]+@[^@\s]+$/.test(Endpoint)) throw invalid('Email address');
    if (Object.keys(Attributes).length > 0)
      throw invalid(
        `Attributes: the embedded AWS has none of subscriptions, got ${Object.keys(Attributes).join(', ')}`,
      );
    const existing = [...topic.subscriptions.values()].find(
      ({ protocol, endpoint }) => protocol === Protocol && endpoint === Endpoint,
    );
    if (existing) return { SubscriptionArn: existing.arn };
    const subscription: Subscription = {
      arn: `${topic.arn}:${store.platform.newId()}`,
      topicArn: topic.arn,
      protocol: Protocol as Subscription['protocol'],
      endpoint: Endpoint,
    };
    topic.subscriptions.set(subscription.arn, subscription);
    return { SubscriptionArn: subscription.arn };
  },
});

const invalid = (what: string): AwsError => new AwsError('InvalidParameter', `Invalid parameter: ${what}`);
