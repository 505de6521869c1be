import { jsonService } from '../../gateway/json-protocol';
import type { ServiceDefinition } from '../service-definition';
import { BudgetsStore } from './budgets-store';
import { createBudget } from './create-budget';
import { deleteBudget } from './delete-budget';
import { describeBudget } from './describe-budget';
import { describeNotificationsForBudget } from './describe-notifications-for-budget';
import { listTagsForResource } from './list-tags-for-resource';
import { tagResource } from './tag-resource';
import { untagResource } from './untag-resource';
import { updateBudget } from './update-budget';

/** AWS Budgets: monthly limits of cost, of which nothing is ever spent here. */
export const budgetsDefinition: ServiceDefinition<BudgetsStore> = {
  scope: 'global',
  createStore: (platform) => new BudgetsStore(platform),
  apis: {
    budgets: jsonService({
      version: '1.1',
      target: 'AWSBudgetServiceGateway',
      actions: {
        CreateBudget: createBudget,
        DeleteBudget: deleteBudget,
        DescribeBudget: describeBudget,
        DescribeNotificationsForBudget: describeNotificationsForBudget,
        ListTagsForResource: listTagsForResource,
        TagResource: tagResource,
        UntagResource: untagResource,
        UpdateBudget: updateBudget,
      },
    }),
  },
  inventory: (store) =>
    store.list().map(({ definition }) => ({ type: 'AWS::Budgets::Budget', id: definition.BudgetName })),
};
