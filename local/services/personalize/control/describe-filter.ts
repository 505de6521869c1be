import { onMember } from '../../../authorization/permission';
import { personalizeAction } from '../personalize-action';
import { describe } from '../resource-view';
import { FILTER } from '../filter';
import { ARN } from '../shapes';

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DescribeFilter.html */
export const describeFilter = personalizeAction({
  input: { filterArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DescribeFilter', 'filterArn'),
  run: ({ filterArn }, store) => ({ filter: describe(FILTER, store.filters.mustGet(filterArn)) }),
});
