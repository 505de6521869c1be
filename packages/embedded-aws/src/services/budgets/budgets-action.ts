import type { Permission } from '../../authorization/permission';
import { actionOf } from '../../gateway/action';
import type { BudgetsStore } from './budgets-store';

/** An operation of Budgets. */
export const budgetsAction = actionOf<BudgetsStore>();

type BudgetInput = { readonly ResourceTags?: readonly object[] } & (
  | { readonly BudgetName: string }
  | { readonly Budget: { readonly BudgetName: string } }
  | { readonly NewBudget: { readonly BudgetName: string } }
);

/**
 * Permission for an action on a budget; permission to modify includes create and delete.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbudgetservice.html
 */
export const onBudget =
  (action: string): Permission<BudgetInput, BudgetsStore> =>
  (input, store) => {
    const { BudgetName } = 'BudgetName' in input ? input : 'Budget' in input ? input.Budget : input.NewBudget;
    const resources = [store.arnOf(BudgetName)];
    return [
      { action, resources },
      ...(input.ResourceTags?.length ? [{ action: 'budgets:TagResource', resources }] : []),
    ];
  };
