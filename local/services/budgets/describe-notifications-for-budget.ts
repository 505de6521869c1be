import { budgetsAction, onBudget } from './budgets-action';
import { ACCOUNT_ID, BUDGET_NAME } from './budgets-shapes';

/** @see https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_DescribeNotificationsForBudget.html */
export const describeNotificationsForBudget = budgetsAction({
  input: { AccountId: ACCOUNT_ID, BudgetName: BUDGET_NAME },
  permissions: onBudget('budgets:ViewBudget'),
  run: ({ BudgetName }, store) => ({
    Notifications: store.mustFind(BudgetName).notifications.map(({ Notification }) => Notification),
  }),
});
