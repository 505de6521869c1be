import type { Permission } from '../../authorization/permission';
import { actionOf } from '../../gateway/action';
import type { SnsStore } from './sns-store';

/** An operation of the Simple Notification Service. */
export const snsAction = actionOf<SnsStore>();

interface TopicInput {
  readonly TopicArn?: string;
  readonly ResourceArn?: string;
  readonly SubscriptionArn?: string;
}

/**
 * The permission for an action on a topic, whose own policy may allow it as well. A subscription's ARN is its
 * topic's and an id.
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
