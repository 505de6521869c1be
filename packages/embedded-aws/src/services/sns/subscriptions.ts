import { onAnything } from '../../authorization/permission';
import { AwsError } from '../../aws-error';
import { byKey } from '../../gateway/page';
import { onTopic, snsAction } from './sns-action';
import { ATTRIBUTES, TOPIC_ARN, SUBSCRIPTION_ARN, snsPage, NEXT_TOKEN } from './sns-shapes';
import type { Subscription } from './topic';

/** A subscription as in lists. */
const subscriptionMembers = (
  { arn, topicArn, protocol, endpoint }: Subscription,
  accountId: string,
): object => ({
  SubscriptionArn: arn,
  Owner: accountId,
  Protocol: protocol,
  Endpoint: endpoint,
  TopicArn: topicArn,
});

const EMAIL = { pattern: /^[^@\s]+@[^@\s]+$/, what: 'Email address' };

/** Format of the endpoint, by protocol. */
const PROTOCOLS: Readonly<Record<Subscription['protocol'], typeof EMAIL>> = {
  email: EMAIL,
  'email-json': EMAIL,
  lambda: {
    pattern: /^arn:aws[\w-]*:lambda:[\w-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$/,
    what: 'Lambda endpoint ARN',
  },
};

/**
 * Confirmed at once, as nobody receives the confirmation mail.
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
    if (!isProtocol(Protocol))
      throw invalid(
        `Protocol: the embedded AWS delivers to ${Object.keys(PROTOCOLS).join(', ')}, got ${Protocol}`,
      );
    const { pattern, what } = PROTOCOLS[Protocol];
    if (!pattern.test(Endpoint)) throw invalid(what);
    if (Object.keys(Attributes).length > 0)
      throw invalid(
        `Attributes: the embedded AWS has no subscription attributes, got ${Object.keys(Attributes).join(', ')}`,
      );
    const existing = [...topic.subscriptions.values()].find(
      ({ protocol, endpoint }) => protocol === Protocol && endpoint === Endpoint,
    );
    if (existing) return { SubscriptionArn: existing.arn };
    const subscription: Subscription = {
      arn: `${topic.arn}:${store.platform.newId()}`,
      topicArn: topic.arn,
      protocol: Protocol,
      endpoint: Endpoint,
    };
    topic.subscriptions.set(subscription.arn, subscription);
    return { SubscriptionArn: subscription.arn };
  },
});

const isProtocol = (name: string): name is Subscription['protocol'] => Object.hasOwn(PROTOCOLS, name);

const invalid = (what: string): AwsError => new AwsError('InvalidParameter', `Invalid parameter: ${what}`);

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
