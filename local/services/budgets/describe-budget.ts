import { budgetsAction, onBudget } from './budgets-action';
import { ACCOUNT_ID, BUDGET_NAME } from './budgets-shapes';

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
