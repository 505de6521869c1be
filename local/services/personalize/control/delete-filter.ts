import { onMember } from '../../../authorization/permission';
import { inUse } from '../errors';
import { personalizeAction } from '../personalize-action';
import { isInTransition } from '../resource';
import { ARN } from '../shapes';

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DeleteFilter.html */
export const deleteFilter = personalizeAction({
  input: { filterArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DeleteFilter', 'filterArn'),
  run: ({ filterArn }, store) => {
    const filter = store.filters.mustGet(filterArn);
    if (isInTransition(filter)) throw inUse(`Resource Arn ${filterArn} is in the state ${filter.status}.`);
    store.delete('filter', filter, () => store.filters.remove(filterArn));
    return undefined;
  },
});
