import { budgetsAction, onBudget } from './budgets-action';
import { ACCOUNT_ID, BUDGET_NAME } from './budgets-shapes';

/** @see https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_DeleteBudget.html */
export const deleteBudget = budgetsAction({
  input: { AccountId: ACCOUNT_ID, BudgetName: BUDGET_NAME },
  permissions: onBudget('budgets:ModifyBudget'),
  run: ({ BudgetName }, store) => {
    store.remove(BudgetName);
    return {};
  },
});
