import { budgetsAction, onBudget } from './budgets-action';
import { ACCOUNT_ID, BUDGET } from './budgets-shapes';

/** @see https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_UpdateBudget.html */
export const updateBudget = budgetsAction({
  input: { AccountId: ACCOUNT_ID, NewBudget: BUDGET },
  permissions: onBudget('budgets:ModifyBudget'),
  run: ({ NewBudget }, store) => {
    store.put({ ...store.mustFind(NewBudget.BudgetName), definition: NewBudget });
    return {};
  },
});
