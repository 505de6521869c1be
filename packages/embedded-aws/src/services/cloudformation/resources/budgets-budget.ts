import { TAG_LIST, type Tag } from '../../../tags';
import { BUDGET_FIELDS, NOTIFICATIONS } from '../../budgets/budgets-shapes';
import { resourceType, type ResourceContext } from './resource-type';
import { tagChanges } from './template-properties';
import { unlessGone } from './unless-gone';

const PROPERTIES = {
  Budget: {
    type: 'structure',
    required: true,
    fields: { ...BUDGET_FIELDS, BudgetName: { type: 'string' } },
  },
  NotificationsWithSubscribers: NOTIFICATIONS,
  ResourceTags: TAG_LIST,
} as const;

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-budgets-budget.html */
export const budgetsBudget = resourceType({
  properties: PROPERTIES,
  createOnly: ['Budget.BudgetName', 'NotificationsWithSubscribers'],
  create: async ({ Budget, NotificationsWithSubscribers, ResourceTags }, context) => {
    const BudgetName = Budget.BudgetName ?? context.newName({ maxLength: 100 });
    await context.aws('budgets', 'CreateBudget', {
      AccountId: context.platform.accountId,
      Budget: { ...Budget, BudgetName },
      ...(NotificationsWithSubscribers && { NotificationsWithSubscribers }),
      ...(ResourceTags && { ResourceTags }),
    });
    return { physicalId: BudgetName };
  },
  update: async ({ Budget, ResourceTags }, { aws, platform, physicalId, previous }) => {
    await aws('budgets', 'UpdateBudget', {
      AccountId: platform.accountId,
      NewBudget: { ...Budget, BudgetName: physicalId },
    });
    await retag(physicalId, previous.ResourceTags, ResourceTags, { aws, platform });
  },
  remove: (BudgetName, { aws, platform }) =>
    unlessGone(aws('budgets', 'DeleteBudget', { AccountId: platform.accountId, BudgetName })),
});

async function retag(
  name: string,
  before: readonly Tag[] | undefined,
  after: readonly Tag[] | undefined,
  { aws, platform }: Pick<ResourceContext, 'aws' | 'platform'>,
): Promise<void> {
  const ResourceARN = `arn:aws:budgets::${platform.accountId}:budget/${name}`;
  const { added, removedKeys } = tagChanges(before, after);
  if (removedKeys.length > 0)
    await aws('budgets', 'UntagResource', { ResourceARN, ResourceTagKeys: removedKeys });
  if (added.length > 0) await aws('budgets', 'TagResource', { ResourceARN, ResourceTags: added });
}
