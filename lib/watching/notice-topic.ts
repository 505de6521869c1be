import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { resourceName } from '../resource-name';
import type { Settings } from '../settings';

/** Whom a {@link NoticeTopic} tells. */
export type NoticeTopicProps = Pick<Settings, 'notify' | 'monthlyBudget'>;

/**
 * Where notices go. SNS mails each address a link first, and nothing else before that is followed.
 *
 * Not encrypted with a key: alarms cannot use AWS's own, whose policy is not ours, a key of the stack's costs more than
 * all of its alarms, and notices hold no personal data.
 */
export class NoticeTopic extends Construct {
  readonly topic: sns.Topic;

  constructor(scope: Construct, id: string, { notify, monthlyBudget }: NoticeTopicProps) {
    super(scope, id);
    this.topic = new sns.Topic(this, 'Resource', { enforceSSL: true });
    // A policy takes the place of the one that lets the account's services publish.
    const alarms = resourceName(this, '*');
    this.allow(
      'cloudwatch',
      `arn:${Aws.PARTITION}:cloudwatch:${Aws.REGION}:${Aws.ACCOUNT_ID}:alarm:${alarms}`,
    );
    if (monthlyBudget > 0) this.allow('budgets', `arn:${Aws.PARTITION}:budgets::${Aws.ACCOUNT_ID}:*`);
    for (const address of notify) this.topic.addSubscription(new subscriptions.EmailSubscription(address));
  }

  private allow(service: 'cloudwatch' | 'budgets', sourceArn: string): void {
    this.topic.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal(`${service}.amazonaws.com`)],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
          ArnLike: { 'aws:SourceArn': sourceArn },
        },
      }),
    );
  }
}
