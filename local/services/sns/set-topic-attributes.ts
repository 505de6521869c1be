import { onTopic, snsAction } from './sns-action';
import { TOPIC_ARN } from './sns-shapes';
import { setTopicAttribute } from './topic-attributes';
import { defaultTopicPolicy } from './topic-policy';

/** An empty policy stands for the one that a new topic has. @see https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html */
export const setTopicAttributes = snsAction({
  input: {
    TopicArn: TOPIC_ARN,
    AttributeName: { type: 'string', required: true },
    AttributeValue: { type: 'string' },
  },
  permissions: onTopic('sns:SetTopicAttributes'),
  run: ({ TopicArn, AttributeName, AttributeValue = '' }, store) => {
    const topic = store.mustFind(TopicArn);
    if (AttributeName === 'Policy' && AttributeValue === '')
      topic.policy = defaultTopicPolicy(topic.arn, store.platform.accountId);
    else setTopicAttribute(topic, AttributeName, AttributeValue);
    return undefined;
  },
});
