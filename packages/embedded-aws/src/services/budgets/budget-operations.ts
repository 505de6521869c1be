import { AwsError } from '../../aws-error';
import { TAG_LIST } from '../../tags';
import { budgetsAction, onBudget } from './budgets-action';
import { ACCOUNT_ID, BUDGET, NOTIFICATIONS, BUDGET_NAME } from './budgets-shapes';

/** @see https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_CreateBudget.html */
export const createBudget = budgetsAction({
  input: {
    AccountId: ACCOUNT_ID,
    Budget: BUDGET,
    NotificationsWithSubscribers: NOTIFICATIONS,
    ResourceTags: TAG_LIST,
  },
  permissions: onBudget('budgets:ModifyBudget'),
  run: ({ Budget, NotificationsWithSubscribers = [], ResourceTags = [] }, store) => {
    if (store.has(Budget.BudgetName))
      throw new AwsError(
        'DuplicateRecordException',
        `Error creating budget: ${Budget.BudgetName} - the budget already exists.`,
      );
    store.put({ definition: Budget, notifications: NotificationsWithSubscribers, tags: ResourceTags });
    return {};
  },
});

/** @see https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_DescribeBudget.html */
export const describeBudget = budgetsAction({
  input: { AccountId: ACCOUNT_ID, BudgetName: BUDGET_NAME },
  permissions: onBudget('budgets:ViewBudget'),
  run: ({ BudgetName }, store) => {
    const { definition, updatedAt } = store.mustFind(BudgetName);
    const CalculatedSpend = { ActualSpend: { Amount: '0.0', Unit: definition.BudgetLimit.Unit } };
    return { Budget: { ...definition, CalculatedSpend, LastUpdatedTime: updatedAt } };
  },
});

/** @see https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_DescribeNotificationsForBudget.html */
export const describeNotificationsForBudget = budgetsAction({
  input: { AccountId: ACCOUNT_ID, BudgetName: BUDGET_NAME },
  permissions: onBudget('budgets:ViewBudget'),
  run: ({ BudgetName }, store) => ({
    Notifications: store.mustFind(BudgetName).notifications.map(({ Notification }) => Notification),
  }),
});

/** @see https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_UpdateBudget.html */
export const updateBudget = budgetsAction({
  input: { AccountId: ACCOUNT_ID, NewBudget: BUDGET },
  permissions: onBudget('budgets:ModifyBudget'),
  run: ({ NewBudget }, store) => {
    store.put({ ...store.mustFind(NewBudget.BudgetName), definition: NewBudget });
    return {};
  },
});

/** @see https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_DeleteBudget.html */
export const deleteBudget = budgetsAction({
  input: { AccountId: ACCOUNT_ID, BudgetName: BUDGET_NAME },
  permissions: onBudget('budgets:ModifyBudget'),
  run: ({ BudgetName }, store) => {
    store.remove(BudgetName);
    return {};
  },
});
