import { onMember } from '../../authorization/permission';
import { mergeTags, TAG_LIST } from '../../tags';
import { budgetsAction } from './budgets-action';
import { RESOURCE_ARN } from './budgets-shapes';

/** @see https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_TagResource.html */
export const tagResource = budgetsAction({
  input: { ResourceARN: RESOURCE_ARN, ResourceTags: { ...TAG_LIST, required: true } },
  permissions: onMember('budgets:TagResource', 'ResourceARN'),
  run: ({ ResourceARN, ResourceTags }, store) => {
    const budget = store.mustFindTagged(ResourceARN);
    store.put({ ...budget, tags: mergeTags(budget.tags, ResourceTags) });
    return {};
  },
});
