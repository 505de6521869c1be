import type { PolicyDocument } from '../../policy-document';
import type { Tag } from '../../tags';

/** A topic and its subscriptions. */
export interface Topic {
  readonly arn: string;
  readonly name: string;
  /** By ARN, in order of creation. */
  readonly subscriptions: Map<string, Subscription>;
  /** {@link TOPIC_ATTRIBUTES} that were set, except the policy. */
  readonly attributes: Map<string, string>;
  policy: TopicPolicy;
  tags: readonly Tag[];
  /** Number of deleted subscriptions. */
  unsubscribed: number;
}

/** A policy as stored, and parsed. */
export interface TopicPolicy {
  readonly text: string;
  readonly document: PolicyDocument;
}

/** A subscriber. */
export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: 'email' | 'email-json' | 'lambda';
  /** An e-mail address or a function's ARN. */
  readonly endpoint: string;
}
