import { onMember } from '../../../authorization/permission';
import { inUse } from '../errors';
import { personalizeAction } from '../personalize-action';
import { isInTransition } from '../resource';
import { ARN } from '../shapes';

/** Nothing cascades: a group must be empty. @see https://docs.aws.amazon.com/personalize/latest/dg/API_DeleteDatasetGroup.html */
export const deleteDatasetGroup = personalizeAction({
  input: { datasetGroupArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DeleteDatasetGroup', 'datasetGroupArn'),
  run: ({ datasetGroupArn }, store) => {
    const group = store.datasetGroups.mustGet(datasetGroupArn);
    if (isInTransition(group)) throw inUse(`Resource Arn ${group.arn} is in the state ${group.status}.`);
    const { recommenders, eventTrackers, filters, datasets } = store;
    const left = [recommenders, eventTrackers, filters, datasets].flatMap((collection) =>
      collection.list({ datasetGroupArn }).map(({ arn }) => arn),
    );
    if (left.length > 0)
      throw inUse(
        `Resource Arn ${group.arn} still has ${left.join(', ')}. Delete these and wait until they are gone.`,
      );
    store.delete('datasetGroup', group, () => store.datasetGroups.remove(group.arn));
    return undefined;
  },
});
