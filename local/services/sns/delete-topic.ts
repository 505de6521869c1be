import { onTopic, snsAction } from './sns-action';
import { TOPIC_ARN } from './sns-shapes';

/** Its subscriptions go with it; that it is gone already is no error. @see https://docs.aws.amazon.com/sns/latest/api/API_DeleteTopic.html */
export const deleteTopic = snsAction({
  input: { TopicArn: TOPIC_ARN },
  permissions: onTopic('sns:DeleteTopic'),
  run: ({ TopicArn }, store) => {
    store.remove(TopicArn);
    return undefined;
  },
});
