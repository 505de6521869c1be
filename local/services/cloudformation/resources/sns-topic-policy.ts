import type { AwsCall } from '../../../platform';
import { documentText, POLICY_DOCUMENT } from './policy-document';
import { resourceType } from './resource-type';
import { unlessGone } from './unless-gone';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topicpolicy.html */
export const snsTopicPolicy = resourceType({
  properties: {
    PolicyDocument: POLICY_DOCUMENT,
    Topics: { type: 'list', required: true, of: { type: 'string' } },
  },
  create: async ({ PolicyDocument, Topics }, { aws, newName }) => {
    await setPolicies(Topics, documentText(PolicyDocument), aws);
    const Id = newName({ maxLength: 255 });
    return { physicalId: Id, attributes: { Id } };
  },
  update: async ({ PolicyDocument, Topics }, { aws, previous }) => {
    const left = previous.Topics.filter((topic) => !Topics.includes(topic));
    await unlessGone(setPolicies(left, '', aws));
    await setPolicies(Topics, documentText(PolicyDocument), aws);
  },
  // The topics get back the policy that new ones have.
  remove: async (_id, { aws, properties: { Topics } }) => {
    for (const topic of Topics) await unlessGone(setPolicies([topic], '', aws));
  },
});

async function setPolicies(topics: readonly string[], text: string, aws: AwsCall): Promise<void> {
  for (const TopicArn of topics)
    await aws('sns', 'SetTopicAttributes', { TopicArn, AttributeName: 'Policy', AttributeValue: text });
}
