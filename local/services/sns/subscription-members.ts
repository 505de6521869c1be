import type { Subscription } from './topic';

/** A subscription as lists show it. */
export const subscriptionMembers = (
  { arn, topicArn, protocol, endpoint }: Subscription,
  accountId: string,
): object => ({
  SubscriptionArn: arn,
  Owner: accountId,
  Protocol: protocol,
  Endpoint: endpoint,
  TopicArn: topicArn,
});
