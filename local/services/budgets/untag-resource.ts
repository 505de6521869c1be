import { onMember } from '../../authorization/permission';
import { withoutTags } from '../../tags';
import { budgetsAction } from './budgets-action';
import { RESOURCE_ARN } from './budgets-shapes';

/** @see https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_UntagResource.html */
export const untagResource = budgetsAction({
  input: {
    ResourceARN: RESOURCE_ARN,
    ResourceTagKeys: { type: 'list', required: true, of: { type: 'string', min: 1, max: 128 } },
  },
  permissions: onMember('budgets:UntagResource', 'ResourceARN'),
  run: ({ ResourceARN, ResourceTagKeys }, store) => {
    const budget = store.mustFindTagged(ResourceARN);
    store.put({ ...budget, tags: withoutTags(budget.tags, ResourceTagKeys) });
    return {};
  },
});
