import { AwsError } from '../../aws-error';
import { parsePolicyDocument } from '../../policy-document';
import type { TopicPolicy } from './topic';

/** @throws AwsError `InvalidParameter` for an invalid policy */
export function topicPolicy(text: string): TopicPolicy {
  const { document, problem } = parsePolicyDocument(text, 'resource');
  if (!document) throw new AwsError('InvalidParameter', `Invalid parameter: Policy Error: ${problem}`);
  return { text, document };
}

/**
 * Default policy of a topic: services acting for its account may use it.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 */
export function defaultTopicPolicy(topicArn: string, accountId: string): TopicPolicy {
  const statement = {
    Sid: '__default_statement_ID',
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: [
      'SNS:GetTopicAttributes',
      'SNS:SetTopicAttributes',
      'SNS:DeleteTopic',
      'SNS:Subscribe',
      'SNS:ListSubscriptionsByTopic',
      'SNS:Publish',
    ],
    Resource: topicArn,
    Condition: { StringEquals: { 'AWS:SourceOwner': accountId } },
  };
  return topicPolicy(
    JSON.stringify({ Version: '2008-10-17', Id: '__default_policy_ID', Statement: [statement] }),
  );
}
