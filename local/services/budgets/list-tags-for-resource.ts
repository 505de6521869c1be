import { onMember } from '../../authorization/permission';
import { budgetsAction } from './budgets-action';
import { RESOURCE_ARN } from './budgets-shapes';

/** @see https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_ListTagsForResource.html */
export const listTagsForResource = budgetsAction({
  input: { ResourceARN: RESOURCE_ARN },
  permissions: onMember('budgets:ListTagsForResource', 'ResourceARN'),
  run: ({ ResourceARN }, store) => ({ ResourceTags: store.mustFindTagged(ResourceARN).tags }),
});
