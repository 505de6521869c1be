import { queryService } from '../../gateway/query-protocol';
import type { ServiceDefinition } from '../service-definition';
import { createTopic } from './create-topic';
import { deleteTopic } from './delete-topic';
import { getTopicAttributes } from './get-topic-attributes';
import { listSubscriptions } from './list-subscriptions';
import { listSubscriptionsByTopic } from './list-subscriptions-by-topic';
import { listTagsForResource } from './list-tags-for-resource';
import { listTopics } from './list-topics';
import { publish } from './publish';
import { setTopicAttributes } from './set-topic-attributes';
import { SnsStore } from './sns-store';
import { subscribe } from './subscribe';
import { tagResource } from './tag-resource';
import { unsubscribe } from './unsubscribe';
import { untagResource } from './untag-resource';

/** Amazon Simple Notification Service: standard topics that mail. */
export const snsDefinition: ServiceDefinition<SnsStore> = {
  scope: 'region',
  createStore: (platform) => new SnsStore(platform),
  apis: {
    sns: queryService({
      name: 'sns',
      xmlns: 'https://sns.amazonaws.com/doc/2010-03-31/',
      actions: {
        CreateTopic: createTopic,
        DeleteTopic: deleteTopic,
        GetTopicAttributes: getTopicAttributes,
        ListSubscriptions: listSubscriptions,
        ListSubscriptionsByTopic: listSubscriptionsByTopic,
        ListTagsForResource: listTagsForResource,
        ListTopics: listTopics,
        Publish: publish,
        SetTopicAttributes: setTopicAttributes,
        Subscribe: subscribe,
        TagResource: tagResource,
        Unsubscribe: unsubscribe,
        UntagResource: untagResource,
      },
    }),
  },
  inventory: (store) => [
    ...store.list().map(({ arn }) => ({ type: 'AWS::SNS::Topic', id: arn })),
    ...store.subscriptions().map(({ arn }) => ({ type: 'AWS::SNS::Subscription', id: arn })),
  ],
};
