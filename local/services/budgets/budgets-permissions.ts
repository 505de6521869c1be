import { onMember } from '../../authorization/needs';
import type { Permission, Permissions } from '../../authorization/permission';
import type { BudgetsStore } from './budgets-store';

interface BudgetInput {
  readonly BudgetName?: string;
  readonly Budget?: { readonly BudgetName: string };
  readonly NewBudget?: { readonly BudgetName: string };
  readonly ResourceTags?: readonly object[];
}

const onBudget =
  (action: string): Permission<BudgetsStore> =>
  ({ BudgetName, Budget, NewBudget, ResourceTags = [] }: BudgetInput, store) => {
    const resources = [store.arnOf(BudgetName ?? (Budget ?? NewBudget)!.BudgetName)];
    return [
      { action, resources },
      ...(ResourceTags.length > 0 ? [{ action: 'budgets:TagResource', resources }] : []),
    ];
  };

/**
 * What Budgets' operations need: whoever may modify a budget may make and delete it.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbudgetservice.html
 */
export const BUDGETS_PERMISSIONS: Permissions<BudgetsStore> = {
  CreateBudget: onBudget('budgets:ModifyBudget'),
  DeleteBudget: onBudget('budgets:ModifyBudget'),
  DescribeBudget: onBudget('budgets:ViewBudget'),
  DescribeNotificationsForBudget: onBudget('budgets:ViewBudget'),
  ListTagsForResource: onMember('budgets:ListTagsForResource', 'ResourceARN'),
  TagResource: onMember('budgets:TagResource', 'ResourceARN'),
  UntagResource: onMember('budgets:UntagResource', 'ResourceARN'),
  UpdateBudget: onBudget('budgets:ModifyBudget'),
};
