import { Annotations, Aws, CfnMapping } from 'aws-cdk-lib';
import * as budgets from 'aws-cdk-lib/aws-budgets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { checkedAddOn, type AddOnRules } from '../add-ons/checked-add-on';
import { resourceName } from '../shop/personalize-arn';
import type { EcommerceRecommenders } from '../shop/ecommerce-recommenders';

/** Topic and recipients of notices, and the budget. */
export interface ShopNoticesProps {
  readonly shop: EcommerceRecommenders;
  /**
   * Topic for the notices. The policies of an imported topic and of its key must let CloudWatch and AWS Budgets publish.
   *
   * @default - a new topic
   */
  readonly topic?: sns.ITopic;
  /**
   * E-mail addresses that get the notices.
   *
   * @default - none
   */
  readonly notify?: readonly string[];
  /**
   * Monthly budget for Personalize in the account, in US dollars (yuan in China). Notices are sent as the cost approaches it.
   *
   * @default - no notice
   */
  readonly monthlyBudget?: number;
}

const RULES: AddOnRules<ShopNoticesProps> = {
  shop: 'object',
  topic: 'object',
  notify: 'notify',
  monthlyBudget: 'monthlyBudget',
};

/** Actions that the key of an encrypted topic must allow the services that publish to it. */
const PUBLISHING = ['kms:Decrypt', 'kms:GenerateDataKey*'];

/**
 * The SNS topic of all notices: the host's, or a new one. SNS mails each address a confirmation link, and nothing
 * else until the address is confirmed.
 *
 * A new topic is encrypted with the key that the stack creates, if any. Alarms cannot use the AWS managed key, whose
 * policy cannot be changed, and a key for the topic alone would cost more than all alarms.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export class ShopNotices extends Construct {
  readonly topic: sns.ITopic;

  constructor(scope: Construct, id: string, props: ShopNoticesProps) {
    super(scope, id);
    const { shop, topic } = props;
    const { notify, monthlyBudget } = checkedAddOn(this, props, RULES);
    this.topic = topic ?? new sns.Topic(this, 'Resource', { enforceSSL: true, masterKey: shop.createdKey });
    // An explicit policy replaces the default policy, which would let the account's services publish.
    const alarms = resourceName(this, '*');
    this.allow(
      'cloudwatch',
      `arn:${Aws.PARTITION}:cloudwatch:${Aws.REGION}:${Aws.ACCOUNT_ID}:alarm:${alarms}`,
    );
    if (monthlyBudget > 0) this.allow('budgets', `arn:${Aws.PARTITION}:budgets::${Aws.ACCOUNT_ID}:*`);
    for (const address of notify) this.topic.addSubscription(new subscriptions.EmailSubscription(address));
    if (monthlyBudget > 0) new MonthlyBudget(this, 'Budget', { monthlyBudget, topic: this.topic });
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
    // There are no conditions, as in AWS's guide, which does not say what alarms and budgets send to KMS.
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

/** Amount of a {@link MonthlyBudget}, and the topic for its notices. */
interface MonthlyBudgetProps {
  /** US dollars, yuan in China. */
  readonly monthlyBudget: number;
  readonly topic: sns.ITopic;
}

/** Notices are sent at these percentages of the budget. */
const SHARES = [80, 100];

/** Billing currency by partition. */
const CURRENCIES = { aws: { unit: 'USD' }, 'aws-cn': { unit: 'CNY' } };

/**
 * A budget for all of Amazon Personalize in the account. It cannot cover the stack alone, because tags separate
 * stacks only if they are activated for billing.
 *
 * @see https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-create.html
 */
class MonthlyBudget extends Construct {
  constructor(scope: Construct, id: string, { monthlyBudget, topic }: MonthlyBudgetProps) {
    super(scope, id);
    const address = topic.topicArn;
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
    budget.node.addDependency(topic);
  }
}
