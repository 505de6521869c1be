import { budgetsAction } from './budgets-action';
import { RESOURCE_ARN } from './budgets-shapes';

/** @see https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_ListTagsForResource.html */
export const listTagsForResource = budgetsAction({
  input: { ResourceARN: RESOURCE_ARN },
  run: ({ ResourceARN }, store) => ({ ResourceTags: store.mustFindTagged(ResourceARN).tags }),
});
