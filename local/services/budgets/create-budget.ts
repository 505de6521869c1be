import { AwsError } from '../../aws-error';
import { TAG_LIST } from '../../tags';
import { budgetsAction, onBudget } from './budgets-action';
import { ACCOUNT_ID, BUDGET, NOTIFICATIONS } from './budgets-shapes';

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
