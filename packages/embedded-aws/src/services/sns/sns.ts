import { TAG_LIST } from '../../tags';
import { TAG_KEYS, tagActions } from '../tag-actions';
import { onTopic, snsAction } from './sns-action';
import { RESOURCE_ARN } from './sns-shapes';
import { queryService } from '../../gateway/query-protocol';
import type { ServiceDefinition } from '../service-definition';
import { createTopic, deleteTopic, getTopicAttributes, listTopics, setTopicAttributes } from './topics';
import { listSubscriptions, listSubscriptionsByTopic, subscribe, unsubscribe } from './subscriptions';
import { publish } from './publish';
import { SnsStore } from './sns-store';

/** @see https://docs.aws.amazon.com/sns/latest/api/API_TagResource.html */
const TAG_ACTIONS = tagActions(snsAction, {
  resource: { ResourceArn: RESOURCE_ARN },
  permission: (operation) => onTopic(`sns:${operation}`),
  tags: { Tags: { ...TAG_LIST, required: true } },
  keys: { TagKeys: TAG_KEYS },
  answer: {},
  get: ({ ResourceArn }, store) => store.mustFindTagged(ResourceArn).tags,
  set: ({ ResourceArn }, tags, store) => {
    store.mustFindTagged(ResourceArn).tags = tags;
  },
});

/** Amazon Simple Notification Service: standard topics with e-mail subscriptions. */
export const snsDefinition: ServiceDefinition<SnsStore> = {
  scope: 'region',
  createStore: (platform) => new SnsStore(platform),
  apis: {
    sns: queryService({
      name: 'sns',
      xmlns: 'https://sns.amazonaws.com/doc/2010-03-31/',
      actions: {
        ...TAG_ACTIONS,
        CreateTopic: createTopic,
        DeleteTopic: deleteTopic,
        GetTopicAttributes: getTopicAttributes,
        ListSubscriptions: listSubscriptions,
        ListSubscriptionsByTopic: listSubscriptionsByTopic,
        ListTopics: listTopics,
        Publish: publish,
        SetTopicAttributes: setTopicAttributes,
        Subscribe: subscribe,
        Unsubscribe: unsubscribe,
      },
    }),
  },
  inventory: (store) => [
    ...store.list().map(({ arn }) => ({ type: 'AWS::SNS::Topic', id: arn })),
    ...store.subscriptions().map(({ arn }) => ({ type: 'AWS::SNS::Subscription', id: arn })),
  ],
};
