import { onMember } from '../../authorization/permission';
import { TAG_LIST } from '../../tags';
import { TAG_KEYS, tagActions } from '../tag-actions';
import { budgetsAction } from './budgets-action';
import { RESOURCE_ARN } from './budgets-shapes';
import { jsonService } from '../../gateway/json-protocol';
import { messageKey } from '../../gateway/message-key';
import type { ServiceDefinition } from '../service-definition';
import { BudgetsStore } from './budgets-store';
import {
  createBudget,
  deleteBudget,
  describeBudget,
  describeNotificationsForBudget,
  updateBudget,
} from './budget-operations';

/** @see https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_TagResource.html */
const TAG_ACTIONS = tagActions(budgetsAction, {
  resource: { ResourceARN: RESOURCE_ARN },
  permission: (operation) => onMember(`budgets:${operation}`, 'ResourceARN'),
  tags: { ResourceTags: { ...TAG_LIST, required: true } },
  keys: { ResourceTagKeys: TAG_KEYS },
  answer: {},
  get: ({ ResourceARN }, store) => store.mustFindTagged(ResourceARN).tags,
  set: ({ ResourceARN }, tags, store) => store.put({ ...store.mustFindTagged(ResourceARN), tags }),
});

/** AWS Budgets: monthly cost limits; the spend is always zero. */
export const budgetsDefinition: ServiceDefinition<BudgetsStore> = {
  scope: 'global',
  createStore: (platform) => new BudgetsStore(platform),
  apis: {
    budgets: jsonService({
      messageKey: messageKey('Message'),
      version: '1.1',
      target: 'AWSBudgetServiceGateway',
      actions: {
        ...TAG_ACTIONS,
        CreateBudget: createBudget,
        DeleteBudget: deleteBudget,
        DescribeBudget: describeBudget,
        DescribeNotificationsForBudget: describeNotificationsForBudget,
        UpdateBudget: updateBudget,
      },
    }),
  },
  inventory: (store) =>
    store.list().map(({ definition }) => ({ type: 'AWS::Budgets::Budget', id: definition.BudgetName })),
};
