import { Annotations, Aws, CfnMapping } from 'aws-cdk-lib';
import * as budgets from 'aws-cdk-lib/aws-budgets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { resourceName } from '../personalize-arn';
import type { ShopSettings } from '../shop-props';

/** Subscribers and publishers of a {@link NoticeTopic}. */
export type NoticeTopicProps = Pick<ShopSettings, 'topic' | 'notify' | 'monthlyBudget'>;

/**
 * The SNS topic of all notices: the host's, or a new one. SNS mails each address a confirmation link, and nothing else until it is confirmed.
 *
 * A new one is not encrypted with a KMS key: alarms cannot use the AWS managed key, whose policy cannot be changed, a customer
 * managed key costs more than all alarms, and notices hold no personal data.
 */
export class NoticeTopic extends Construct {
  readonly topic: sns.ITopic;

  constructor(scope: Construct, id: string, { topic, notify, monthlyBudget }: NoticeTopicProps) {
    super(scope, id);
    this.topic = topic ?? new sns.Topic(this, 'Resource', { enforceSSL: true });
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
    const { statementAdded } = this.topic.addToResourcePolicy(
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
    if (statementAdded) return;
    Annotations.of(this).addInfoV2(
      `ecommerce-recommenders:topic-policy-${service}`,
      `The policy of the topic ${this.topic.node.path} is not this stack's to change. It must let ${service}.amazonaws.com ` +
        `publish for this account, and so must the policy of its key.`,
    );
  }
}

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
