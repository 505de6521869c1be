import { Aws, CfnMapping } from 'aws-cdk-lib';
import * as budgets from 'aws-cdk-lib/aws-budgets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { resourceName } from '../personalize-arn';
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

/** How much a month may cost, and who is told. */
export interface MonthlyBudgetProps extends Pick<Settings, 'monthlyBudget'> {
  readonly notices: NoticeTopic;
}

/** Shares of the budget at which there is a notice, in percent. */
const SHARES = [80, 100];

/** What AWS bills in, by partition. */
const CURRENCIES = { aws: { unit: 'USD' }, 'aws-cn': { unit: 'CNY' } };

/**
 * A budget for all that Amazon Personalize costs the account in a month: tags tell stacks apart only where somebody has
 * activated them for billing.
 *
 * @see https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-create.html
 */
export class MonthlyBudget extends Construct {
  /** The budget that the settings ask for; `undefined` where there is none. */
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
    // Its policy lets budgets publish.
    budget.node.addDependency(notices);
  }
}
