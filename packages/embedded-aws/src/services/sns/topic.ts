import type { PolicyDocument } from '../../policy-document';
import type { Tag } from '../../tags';

/** A topic and who has subscribed to it. */
export interface Topic {
  readonly arn: string;
  readonly name: string;
  /** By ARN, in the order in which they came. */
  readonly subscriptions: Map<string, Subscription>;
  /** What was set of {@link TOPIC_ATTRIBUTES}, the policy aside. */
  readonly attributes: Map<string, string>;
  policy: TopicPolicy;
  tags: readonly Tag[];
  /** Subscriptions that were taken back. */
  unsubscribed: number;
}

/** A policy as it was put, and what it says. */
export interface TopicPolicy {
  readonly text: string;
  readonly document: PolicyDocument;
}

/** Somebody who gets what is published. */
export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: 'email' | 'email-json';
  /** An e-mail address. */
  readonly endpoint: string;
}
