import { Aws, CfnMapping } from 'aws-cdk-lib';
import * as budgets from 'aws-cdk-lib/aws-budgets';
import { Construct } from 'constructs';
import type { Settings } from '../settings';
import type { NoticeTopic } from './notice-topic';

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
