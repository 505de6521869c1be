import { AwsError } from '../../aws-error';
import { TAG_LIST } from '../../tags';
import { snsAction } from './sns-action';
import { ATTRIBUTES } from './sns-shapes';
import { setTopicAttribute } from './topic-attributes';

/**
 * Gives the topic that there is where one has that name.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
 */
export const createTopic = snsAction({
  input: { Name: { type: 'string', required: true }, Attributes: ATTRIBUTES, Tags: TAG_LIST },
  permissions: ({ Name, Tags = [] }, store) => {
    const resources = [store.arnOf(Name)];
    return [
      { action: 'sns:CreateTopic', resources },
      ...(Tags.length > 0 ? [{ action: 'sns:TagResource', resources }] : []),
    ];
  },
  run: ({ Name, Attributes = {}, Tags = [] }, store) => {
    if (Name.endsWith('.fifo'))
      throw new AwsError('InvalidParameter', 'Invalid parameter: Name: the embedded AWS has no FIFO topics');
    if (!/^[A-Za-z0-9_-]{1,256}$/.test(Name))
      throw new AwsError('InvalidParameter', 'Invalid parameter: Topic Name');
    const existing = store.find(store.arnOf(Name));
    if (existing) return { TopicArn: existing.arn };
    const topic = store.add(Name, Tags);
    try {
      for (const [name, value] of Object.entries(Attributes)) setTopicAttribute(topic, name, value);
    } catch (error) {
      store.remove(topic.arn);
      throw error;
    }
    return { TopicArn: topic.arn };
  },
});
