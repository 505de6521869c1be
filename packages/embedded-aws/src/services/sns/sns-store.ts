import { AwsError } from '../../aws-error';
import { byKey } from '../../gateway/page';
import type { Platform } from '../../platform';
import type { Tag } from '../../tags';
import type { Subscription, Topic } from './topic';
import { defaultTopicPolicy } from './topic-policy';

/** Topics of a region. */
export class SnsStore {
  private readonly topics = new Map<string, Topic>();

  constructor(readonly platform: Platform) {}

  /** Sorted by ARN. */
  list(): Topic[] {
    return [...this.topics.values()].sort(byKey(({ arn }) => arn));
  }

  /** By topic, then in order of creation. */
  subscriptions(): Subscription[] {
    return this.list().flatMap((topic) => [...topic.subscriptions.values()]);
  }

  arnOf(name: string): string {
    const { region, accountId } = this.platform;
    return `arn:aws:sns:${region}:${accountId}:${name}`;
  }

  find(arn: string): Topic | undefined {
    return this.topics.get(arn);
  }

  /** @throws AwsError `NotFound`, 404 */
  mustFind(arn: string): Topic {
    const topic = this.topics.get(arn);
    if (!topic) throw new AwsError('NotFound', 'Topic does not exist', 404);
    return topic;
  }

  /** The topic of a tag operation. @throws AwsError `ResourceNotFound`, 404 */
  mustFindTagged(arn: string): Topic {
    const topic = this.topics.get(arn);
    if (!topic) throw new AwsError('ResourceNotFound', 'Resource does not exist', 404);
    return topic;
  }

  /** @throws AwsError `NotFound`, 404 */
  mustFindSubscription(arn: string): Subscription {
    const subscription = this.topics.get(arn.slice(0, arn.lastIndexOf(':')))?.subscriptions.get(arn);
    if (!subscription) throw new AwsError('NotFound', 'Subscription does not exist', 404);
    return subscription;
  }

  add(name: string, tags: readonly Tag[]): Topic {
    const arn = this.arnOf(name);
    const topic: Topic = {
      arn,
      name,
      subscriptions: new Map(),
      attributes: new Map(),
      policy: defaultTopicPolicy(arn, this.platform.accountId),
      tags,
      unsubscribed: 0,
    };
    this.topics.set(arn, topic);
    return topic;
  }

  remove(arn: string): void {
    this.topics.delete(arn);
  }
}
