import type { Permission } from '../../authorization/permission';
import { actionOf } from '../../gateway/action';
import type { SnsStore } from './sns-store';

/** An operation of SNS. */
export const snsAction = actionOf<SnsStore>();

interface TopicInput {
  readonly TopicArn?: string;
  readonly ResourceArn?: string;
  readonly SubscriptionArn?: string;
}

/**
 * Permission for an action on a topic, which its resource policy may also grant. A subscription's ARN is its
 * topic's plus an id.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html
 */
export const onTopic =
  (action: string): Permission<TopicInput, SnsStore> =>
  ({ TopicArn, ResourceArn, SubscriptionArn }, store) => {
    const arn =
      TopicArn ??
      ResourceArn ??
      SubscriptionArn?.slice(0, SubscriptionArn.lastIndexOf(':')) ??
      store.arnOf('');
    return [{ action, resources: [arn], resourcePolicy: store.find(arn)?.policy.document }];
  };
