import { Annotations, Aws, CfnMapping } from 'aws-cdk-lib';
import * as budgets from 'aws-cdk-lib/aws-budgets';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { resourceName } from '../personalize-arn';
import type { ShopSettings } from '../shop-settings';

/** Subscribers and publishers of a {@link NoticeTopic}. */
export interface NoticeTopicProps extends Pick<ShopSettings, 'topic' | 'notify' | 'monthlyBudget'> {
  /**
   * Encrypts a new topic.
   *
   * @default - not encrypted by KMS
   */
  readonly topicKey?: IKey;
}

/** What the key of a topic must let the services do that publish to it. */
const PUBLISHING = ['kms:Decrypt', 'kms:GenerateDataKey*'];

/**
 * The SNS topic of all notices: the host's, or a new one. SNS mails each address a confirmation link, and nothing else until it is confirmed.
 *
 * A new one is encrypted with the key that the stack makes, if any. Alarms cannot use the AWS managed key, whose policy cannot
 * be changed, and a key for the topic alone costs more than all alarms.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export class NoticeTopic extends Construct {
  readonly topic: sns.ITopic;

  constructor(scope: Construct, id: string, { topic, topicKey, notify, monthlyBudget }: NoticeTopicProps) {
    super(scope, id);
    this.topic = topic ?? new sns.Topic(this, 'Resource', { enforceSSL: true, masterKey: topicKey });
    // An explicit policy replaces the default one, which lets the account's services publish.
    const alarms = resourceName(this, '*');
    this.allow(
      'cloudwatch',
      `arn:${Aws.PARTITION}:cloudwatch:${Aws.REGION}:${Aws.ACCOUNT_ID}:alarm:${alarms}`,
    );
    if (monthlyBudget > 0) this.allow('budgets', `arn:${Aws.PARTITION}:budgets::${Aws.ACCOUNT_ID}:*`);
    for (const address of notify) this.topic.addSubscription(new subscriptions.EmailSubscription(address));
  }

  private allow(service: 'cloudwatch' | 'budgets', sourceArn: string): void {
    const principals = [new iam.ServicePrincipal(`${service}.amazonaws.com`)];
    const toPublish = this.topic.addToResourcePolicy(
      new iam.PolicyStatement({
        principals,
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
          ArnLike: { 'aws:SourceArn': sourceArn },
        },
      }),
    );
    // No conditions, as in the guide, which does not say what alarms and budgets send to KMS.
    const toEncrypt = this.topic.masterKey?.addToResourcePolicy(
      new iam.PolicyStatement({ principals, actions: PUBLISHING, resources: ['*'] }),
    );
    if (toPublish.statementAdded && toEncrypt?.statementAdded !== false) return;
    Annotations.of(this).addInfoV2(
      `ecommerce-recommenders:topic-policy-${service}`,
      `The policy of the topic ${this.topic.node.path}, or that of its key, is not this stack's to change. The topic's must let ` +
        `${service}.amazonaws.com publish for this account, the key's ${PUBLISHING.join(' and ')}.`,
    );
  }
}

/** What a role that publishes to an encrypted topic needs besides sns:Publish; nothing for any other topic. */
export const topicKeyStatements = ({ masterKey }: sns.ITopic): iam.PolicyStatement[] =>
  masterKey
    ? [
        new iam.PolicyStatement({
          actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
          resources: [masterKey.keyArn],
        }),
      ]
    : [];

/** Amount of a {@link MonthlyBudget}, and the topic for its notices. */
export interface MonthlyBudgetProps extends Pick<ShopSettings, 'monthlyBudget'> {
  readonly notices: NoticeTopic;
}

/** Thresholds of the notices, in percent of the budget. */
const SHARES = [80, 100];

/** Billing currency by partition. */
const CURRENCIES = { aws: { unit: 'USD' }, 'aws-cn': { unit: 'CNY' } };

/**
 * A budget for all of Amazon Personalize in the account: tags separate stacks only if they are activated for billing.
 *
 * @see https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-create.html
 */
export class MonthlyBudget extends Construct {
  /** `undefined` if the setting monthlyBudget is 0. */
  static ofSettings(scope: Construct, id: string, props: MonthlyBudgetProps): MonthlyBudget | undefined {
    return props.monthlyBudget > 0 ? new MonthlyBudget(scope, id, props) : undefined;
  }

  private constructor(scope: Construct, id: string, { monthlyBudget, notices }: MonthlyBudgetProps) {
    super(scope, id);
    const address = notices.topic.topicArn;
    const currencies = new CfnMapping(this, 'Currencies', { mapping: CURRENCIES });
    const budget = new budgets.CfnBudget(this, 'Resource', {
      budget: {
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: monthlyBudget, unit: currencies.findInMap(Aws.PARTITION, 'unit') },
        costFilters: { Service: ['Amazon Personalize'] },
      },
      notificationsWithSubscribers: SHARES.map((threshold) => ({
        notification: {
          notificationType: 'ACTUAL',
          comparisonOperator: 'GREATER_THAN',
          threshold,
          thresholdType: 'PERCENTAGE',
        },
        subscribers: [{ subscriptionType: 'SNS', address }],
      })),
    });
    // The topic's policy allows AWS Budgets to publish.
    budget.node.addDependency(notices, notices.topic);
  }
}
