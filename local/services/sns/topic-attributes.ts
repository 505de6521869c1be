import { AwsError } from '../../aws-error';
import type { Topic } from './topic';
import { topicPolicy } from './topic-policy';

/** What of a topic can be set. */
export const TOPIC_ATTRIBUTES = ['DisplayName', 'KmsMasterKeyId', 'Policy'] as const;

/** @throws AwsError `InvalidParameter` for an attribute that the embedded AWS does not have, and a wrong policy */
export function setTopicAttribute(topic: Topic, name: string, value: string): void {
  const names: readonly string[] = TOPIC_ATTRIBUTES;
  if (!names.includes(name))
    throw new AwsError(
      'InvalidParameter',
      `Invalid parameter: AttributeName: the embedded AWS has no ${name} of topics. It has: ${names.join(', ')}.`,
    );
  if (name === 'Policy') topic.policy = topicPolicy(value);
  else topic.attributes.set(name, value);
}
